import type { Figure, Withheld } from '#app/figures/figure.ts'
import { describeFactorKey } from '#app/footprint/factor-key.ts'
import { type Messages, messagesFor } from '#app/i18n/messages.ts'
import { formatMonth, formatQuarter } from '#app/metrics/format-period.ts'
import { formatNumber, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import type { Language } from '#app/metrics/language.ts'
import { commonScale, scaleFor } from '#app/metrics/scale.ts'
import { acceleratorName, regionName, zoneName } from '#app/reports/value-names.ts'
import type { DatasetInfo, StatementCost } from '#app/warehouse/warehouse.ts'

/** What a view writes with: the language and its words, and what models are called where the reader's data say it. */
export type Words = {
  readonly language: Language
  readonly messages: Messages
  readonly models?: ReadonlyMap<string, { readonly shortName: string }>
  /** What reading the page's figures has cost; left out where nothing is billed, and where figures lack. */
  readonly costs?: readonly StatementCost[] | undefined
}

/** « T3 2026 », « T4 2025, 47 premiers jours ». */
export function quarterName(period: string, { language, messages }: Words): string {
  const [quarter = '', days] = period.split('~')
  const name = formatQuarter(quarter, language)
  return days === undefined ? name : messages.synthese.elapsedPeriod(name, Number.parseInt(days, 10))
}

/** A period of any spelling: « T3 2026 », « juillet 2026 – septembre 2026 », « T4 2025, 47 premiers jours ». */
export function periodText(period: string, words: Words): string {
  return period
    .split('..')
    .map((part) => {
      const isQuarter = /Q/.test(part)
      if (isQuarter) return quarterName(part, words)
      const [whole = '', days] = part.split('~')
      const name = whole.length === 7 ? formatMonth(whole, words.language) : whole
      return days === undefined
        ? name
        : words.messages.synthese.elapsedPeriod(name, Number.parseInt(days, 10))
    })
    .join(' – ')
}

/** Whose data a page shows, which version of them, and what reading them has cost where that is billed. */
export function footerText({ name, groupName, version }: DatasetInfo, words: Words): string {
  const { footer, unnamedFooter, demoFooter, cost } = words.messages.shell
  const whose =
    name === 'demo'
      ? demoFooter(version)
      : groupName === null
        ? unnamedFooter(version)
        : footer(groupName, version)
  if (words.costs === undefined) return whose
  const ran = words.costs.filter(({ job }) => job !== null)
  const bytes = ran.reduce((sum, { bytesBilled }) => sum + bytesBilled, 0)
  return `${whose} · ${cost(ran.length, mebibytes(bytes, words.language))}`
}

function mebibytes(bytes: number, language: Language): string {
  const unit = language === 'fr' ? 'Mio' : 'MiB'
  return formatNumber(bytes / 1024 ** 2, { language, decimals: 0, unit })
}

/** A value in its metric's unit, on the scale of its size: « 1,96 M€ », « 60 % ». */
export function quantity(value: number | null, unit: string, language: Language): string {
  if (unit === 'share') return formatShare(value, language)
  return formatQuantity(value, scaleFor(value, printedUnit(unit), language), language)
}

/** The unit that a scale is made of: an amount that no row makes up has no currency. */
export function printedUnit(unit: string): string {
  return unit === 'money' ? '' : unit
}

/** How values that are read beside one another are written: in one unit where one would do. */
export function textsBeside(
  values: readonly (number | null)[],
  unit: string,
  { language }: Words,
): (value: number | null) => string {
  if (unit === 'share') return (value) => formatShare(value, language)
  const scaleOf = commonScale(values, printedUnit(unit), language)
  return (value) => formatQuantity(value, scaleOf(value), language)
}

/** The same for a table that holds several units: each has its own scale. */
export function textsByUnit(
  shown: readonly { readonly unit: string; readonly value: number | null }[],
  words: Words,
): (unit: string, value: number | null) => string {
  const values = new Map<string, (number | null)[]>()
  for (const { unit, value } of shown) values.set(unit, [...(values.get(unit) ?? []), value])
  const texts = new Map([...values].map(([unit, own]) => [unit, textsBeside(own, unit, words)]))
  return (unit, value) => texts.get(unit)?.(value) ?? quantity(value, unit, words.language)
}

/** A figure's value as a sentence says it; that it is not shown where it is withheld. */
export function figureText(
  figure: (Pick<Figure, 'value' | 'unit'> & Partial<Pick<Figure, 'withheld'>>) | null,
  language: Language,
): string {
  if (figure === null) return '–'
  return withheldWords(figure, language)?.mark ?? quantity(figure.value, figure.unit, language)
}

/** How it is said that a figure is known and not told; null where it is told, or not known. */
export function withheldWords(
  figure: Partial<Pick<Figure, 'withheld'>> | null,
  language: Language,
): Messages['metrics']['withheld'][Withheld] | null {
  const why = figure?.withheld ?? null
  return why === null ? null : messagesFor(language).metrics.withheld[why]
}

/** What a factor key is called in a sentence: « paramètres du modèle X », « méthode par jetons ». */
export function causeName(key: string, named: Words): string {
  const { messages, models } = named
  const words = messages.footprint.cause
  const described = describeFactorKey(key)
  switch (described.kind) {
    case 'grid':
      return words.grid(zoneName(described.subject, messages), described.year)
    case 'pue':
      return described.subject === 'unassigned' || described.subject in messages.dimensions.values.hosting
        ? words.pueOfHosting(hostingName(described.subject, messages), regionName(described.region, named))
        : words.pueOfProvider(described.subject, regionName(described.region, named))
    case 'accelerator':
      return described.subject === 'reference'
        ? words.unknownAccelerator
        : words.accelerator(acceleratorName(described.subject, named))
    case 'model':
      return words.model(models?.get(described.subject)?.shortName ?? described.subject)
    case 'method':
      return methodName(described.subject, messages)
  }
}

function hostingName(hosting: string, messages: Messages): string {
  const rungs: Readonly<Record<string, string>> = {
    ...messages.dimensions.values.hosting,
    unassigned: messages.dimensions.unassigned,
  }
  return rungs[hosting] ?? hosting
}

function methodName(method: string, messages: Messages): string {
  const methods: Readonly<Record<string, string>> = messages.footprint.cause.method
  return methods[method] ?? method
}

/** The word of the language for a value of a dimension that no table of the data names; the value itself where it is a name. */
export function valueName(dimension: string, value: string, words: Words): string {
  if (dimension === 'accelerator') return acceleratorName(value, words)
  if (dimension === 'region') return regionName(value, words)
  return fixedName(dimension, value, words)
}

function fixedName(dimension: string, value: string, { messages }: Words): string {
  const values: Readonly<Record<string, Readonly<Record<string, string>>>> = messages.dimensions.values
  const names = Object.hasOwn(values, dimension) ? values[dimension] : undefined
  return names !== undefined && Object.hasOwn(names, value) ? (names[value] ?? value) : value
}
