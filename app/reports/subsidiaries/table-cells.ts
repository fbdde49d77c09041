import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { canonicalFilters } from '#app/filters/filters.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatQuantity, formatScaled, formatShare, MISSING } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import { isCovered } from '#app/reports/subsidiaries/adoption.ts'
import type { SubsidiariesData } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { COVERED, type MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { type Words, withheldWords } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

export type Measure = (typeof MEASURES)[number]
/** A subsidiary, what no rule assigns, or, without an id, all of them. */
export type Row = {
  readonly id: string
  readonly name: string
  readonly figures: readonly Figure[]
}

/** The figures of one metric, the largest amount first where there are several currencies. */
export function ofMetric({ figures }: Row, metric: MetricId): readonly Figure[] {
  return figures
    .filter((figure) => figure.metric === metric)
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY))
}

/** The least covered measure of a row; null where no coverage is known. */
export function leastCovered(row: Row): Figure | null {
  const known = COVERED.flatMap((metric) => ofMetric(row, metric)).filter(({ coverage }) => coverage !== null)
  return known.sort((a, b) => (a.coverage ?? 1) - (b.coverage ?? 1))[0] ?? null
}

/** A value with its interval and its receipt; what is withheld, missing or too little covered says so. */
export function cellOf(row: Row, metric: Measure, scale: Scale | null, data: SubsidiariesData, words: Words) {
  const { language, messages } = words
  const figures = ofMetric(row, metric).filter(({ value }) => value !== null)
  const [first] = figures
  const href = (version: string) => receiptOf(row, metric, version, data, words)
  const covered: readonly string[] = COVERED
  if (first === undefined) {
    const kept = withheldWords(
      ofMetric(row, metric).find(({ withheld }) => withheld !== null) ?? null,
      language,
    )
    const isAsked = covered.includes(metric) && row.id !== UNASSIGNED
    const version = row.figures[0]?.dataVersion
    const { notShown, notAssessable } = messages.subsidiaries
    const text = kept !== null ? notShown : isAsked ? notAssessable : MISSING
    return {
      text,
      said: kept?.text ?? text,
      interval: null,
      href: (kept !== null || isAsked) && version !== undefined ? href(version) : null,
    }
  }
  if (!isCovered(first)) {
    const text = messages.subsidiaries.notAssessable
    return { text, said: text, interval: null, href: href(first.dataVersion) }
  }
  const said = figures
    .map(({ value, unit }) => formatQuantity(value, scale ?? scaleFor(value, unit, language), language))
    .join(' + ')
  return {
    text:
      scale === null ? said : figures.map(({ value }) => formatScaled(value, scale, language)).join(' + '),
    /** With its unit, which stands in the head of the column. */
    said,
    interval: intervalOf(first, scale, words),
    href: href(first.dataVersion),
  }
}

function intervalOf(
  { low, high }: Figure,
  scale: Scale | null,
  { language, messages }: Words,
): string | null {
  if (scale === null || low === null || high === null || low === high) return null
  return messages.topics.table.between(
    formatScaled(low, scale, language),
    formatScaled(high, scale, language),
  )
}

/** The receipt of a coverage is that of a figure which has it and speaks of nobody. */
export function coverageCell(row: Row, data: SubsidiariesData, words: Words) {
  const { language, messages } = words
  const least = leastCovered(row)
  if (least === null) return { text: MISSING, note: '', isLow: false, href: null }
  const metric = least.metric === 'carbon_per_active_user' ? 'carbon_kg' : least.metric
  const say = messages.subsidiaries
  const isLow = !isCovered(least)
  return {
    text: formatShare(least.coverage, language),
    note: [say.coverageOf[least.metric] ?? '', ...(isLow ? [say.table.below] : [])].join(', '),
    isLow,
    href: receiptOf(row, metric, least.dataVersion, data, words),
  }
}

function receiptOf(
  { id }: Row,
  metric: MetricId,
  version: string,
  { state, compared }: SubsidiariesData,
  { language }: Words,
): string {
  const filters = id === '' ? state.filters : { ...state.filters, subsidiary: [id] }
  return receiptPath(language, {
    metrics: [metric],
    by: [],
    period: compared.now.text,
    filters: canonicalFilters(filters),
    version,
  })
}
