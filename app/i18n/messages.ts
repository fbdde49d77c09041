import { badAddress as badAddressEn } from '#app/i18n/en/bad-address.ts'
import { commitments as commitmentsEn } from '#app/i18n/en/commitments.ts'
import { data as dataEn } from '#app/i18n/en/data.ts'
import { definitions as definitionsEn } from '#app/i18n/en/definitions.ts'
import { dimensionMessages as dimensionsEn } from '#app/i18n/en/dimensions.ts'
import { explore as exploreEn } from '#app/i18n/en/explore.ts'
import { footprintMessages as footprintEn } from '#app/i18n/en/footprint.ts'
import { forecast as forecastEn } from '#app/i18n/en/forecast.ts'
import { metricMessages as metricsEn } from '#app/i18n/en/metrics.ts'
import { receipt as receiptEn } from '#app/i18n/en/receipt.ts'
import { shell as shellEn } from '#app/i18n/en/shell.ts'
import { sovereignty as sovereigntyEn } from '#app/i18n/en/sovereignty.ts'
import { subsidiaries as subsidiariesEn } from '#app/i18n/en/subsidiaries.ts'
import { synthese as syntheseEn } from '#app/i18n/en/synthese.ts'
import { topics as topicsEn } from '#app/i18n/en/topics.ts'
import { badAddress as badAddressFr } from '#app/i18n/fr/bad-address.ts'
import { commitments as commitmentsFr } from '#app/i18n/fr/commitments.ts'
import { data as dataFr } from '#app/i18n/fr/data.ts'
import { definitions as definitionsFr } from '#app/i18n/fr/definitions.ts'
import { dimensionMessages as dimensionsFr } from '#app/i18n/fr/dimensions.ts'
import { explore as exploreFr } from '#app/i18n/fr/explore.ts'
import { footprintMessages as footprintFr } from '#app/i18n/fr/footprint.ts'
import { forecast as forecastFr } from '#app/i18n/fr/forecast.ts'
import { metricMessages as metricsFr } from '#app/i18n/fr/metrics.ts'
import { receipt as receiptFr } from '#app/i18n/fr/receipt.ts'
import { shell as shellFr } from '#app/i18n/fr/shell.ts'
import { sovereignty as sovereigntyFr } from '#app/i18n/fr/sovereignty.ts'
import { subsidiaries as subsidiariesFr } from '#app/i18n/fr/subsidiaries.ts'
import { synthese as syntheseFr } from '#app/i18n/fr/synthese.ts'
import { topics as topicsFr } from '#app/i18n/fr/topics.ts'
import type { Language } from '#app/metrics/language.ts'

export type { Language } from '#app/metrics/language.ts'

// A new subject: one file in fr/, its translation in en/ typed by it, and one word in each of these two lines.
const fr = {
  shell: shellFr,
  metrics: metricsFr,
  dimensions: dimensionsFr,
  footprint: footprintFr,
  badAddress: badAddressFr,
  receipt: receiptFr,
  commitments: commitmentsFr,
  data: dataFr,
  definitions: definitionsFr,
  explore: exploreFr,
  sovereignty: sovereigntyFr,
  subsidiaries: subsidiariesFr,
  synthese: syntheseFr,
  topics: topicsFr,
  forecast: forecastFr,
}
const en: Messages = {
  shell: shellEn,
  metrics: metricsEn,
  dimensions: dimensionsEn,
  footprint: footprintEn,
  badAddress: badAddressEn,
  receipt: receiptEn,
  commitments: commitmentsEn,
  data: dataEn,
  definitions: definitionsEn,
  explore: exploreEn,
  sovereignty: sovereigntyEn,
  subsidiaries: subsidiariesEn,
  synthese: syntheseEn,
  topics: topicsEn,
  forecast: forecastEn,
}

/** Every word of the application, by subject. French is the source of the type: what it lacks in English does not compile. */
export type Messages = typeof fr

/** The words of one language. */
export function messagesFor(language: Language): Messages {
  return language === 'fr' ? fr : en
}
