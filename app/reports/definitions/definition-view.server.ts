import type { Mission } from '#app/commitments/mission.ts'
import { describeCoverage, describeFormula } from '#app/figures/describe-formula.ts'
import { dimensionsOf, TIME_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { limitsOf } from '#app/metrics/limits.ts'
import { THEME_OF } from '#app/metrics/themes.ts'
import { type MetricUses, usesOf } from '#app/reports/definitions/metric-uses.server.ts'
import { suppliesOf } from '#app/reports/definitions/supplied-by.ts'
import { coverageText, formulaText } from '#app/reports/receipt/formula-text.ts'
import { footerText, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type DefinitionView = ReturnType<typeof definitionView>

/** One metric, from the catalogue: what it means, how it is made, where it is used, what it does not say. */
export function definitionView(
  metric: MetricId,
  mission: Mission | null,
  period: string,
  dataset: DatasetInfo,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.definitions
  const { name, definition } = messages.metrics.metrics[metric]
  const { unit, betterWhen } = metricOf(metric)
  const units: Readonly<Record<string, { readonly long: string }>> = messages.metrics.units
  const coverage = coverageText(metric, words)
  const dimensions = [...dimensionsOf(metric), ...TIME_DIMENSIONS]
  return {
    title: `${name} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    metric,
    name,
    definition,
    facts: [
      { term: say.terms.id, text: metric },
      { term: say.terms.theme, text: say.themes[THEME_OF[metric]] },
      { term: say.terms.unit, text: units[unit]?.long ?? unit },
      { term: say.terms.direction, text: say.directions[betterWhen] },
      { term: say.terms.formula, text: formulaText(metric, words) },
      { term: say.terms.inCode, text: describeFormula(metric) },
      { term: say.terms.coverage, text: coverage ?? say.noCoverage },
      ...(coverage === null
        ? []
        : [{ term: say.terms.coverageInCode, text: describeCoverage(metric) ?? '' }]),
      {
        term: say.terms.source,
        text: suppliesOf(metric)
          .map(({ fact, formats }) => say.supply(messages.receipt.factNames[fact], formats))
          .join('\u00a0; '),
      },
    ],
    dimensions: dimensions.map((dimension) => messages.dimensions.names[dimension]),
    limits: limitsOf(metric).map((limit) => say.limits[limit]),
    uses: usesText(usesOf(metric, mission, parsePeriod(period, dataset.fiscalStart), dataset), words),
    receipt: {
      href: receiptPath(language, {
        metrics: [metric],
        by: [],
        period,
        filters: {},
        version: dataset.version,
      }),
      text: say.receipt,
    },
    command: `npm run figures -- --metric ${metric} --period ${period}`,
  }
}

type Use = { readonly text: string; readonly href: string | null }

function usesText(uses: MetricUses, { language, messages }: Words): readonly Use[] {
  const say = messages.definitions
  const { pages } = messages.shell
  const page = (isOn: boolean, id: keyof typeof pages, path: string) =>
    isOn ? [{ text: say.page(pages[id]), href: `/${language}${path}` }] : []
  return [
    ...page(uses.isOnOverview, 'synthese', ''),
    ...page(uses.commitments.length > 0, 'commitments', '/commitments'),
    ...uses.topics.map(({ id, path }) => ({
      text: say.page(id in pages ? pages[id as keyof typeof pages] : path),
      href: `/${language}/${path}`,
    })),
    ...page(uses.isOnSubsidiaries, 'subsidiaries', '/subsidiaries'),
    ...page(uses.isOnSovereignty, 'sovereignty', '/sovereignty'),
    ...(uses.isOnSubsidiaryPages ? [{ text: say.subsidiaryPages, href: null }] : []),
    ...(uses.isOnEntityPages ? [{ text: say.entityPages, href: null }] : []),
    ...uses.commitments.map(({ id, name }) => ({
      text: say.commitment(name[language]),
      href: `/${language}/commitments/${id}`,
    })),
  ]
}
