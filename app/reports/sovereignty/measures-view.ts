import { layoutStackedBar } from '#app/charts/stacked-bar.layout.ts'
import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { canonicalFilters, type Filters } from '#app/filters/filters.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { keyOf, partName, shareNumber, sharePercent } from '#app/reports/sovereignty/part-words.ts'
import { type Kinds, mainCurrency, partsOf, stackParts, type Whole } from '#app/reports/sovereignty/parts.ts'
import { quantity, type Words } from '#app/reports/words.ts'

export type MeasureId = 'cost' | 'tokens' | 'gpu_hours' | 'requests'

/** The metrics that are added up into a measure; tokens are read and written, one unit. */
const METRICS = {
  cost: ['cost'],
  tokens: ['input_tokens', 'output_tokens'],
  gpu_hours: ['gpu_hours'],
  requests: ['requests'],
} as const satisfies Record<MeasureId, readonly MetricId[]>

export type Measured = {
  readonly id: MeasureId
  readonly unit: string
  readonly version: string | null
  readonly whole: Whole
}

type Dimension = 'hosting' | 'openness'
type MeasureKinds = Kinds & { readonly dimension: Dimension }

/** Each measure that is known, as parts of its whole; an amount in its main currency. */
export function measuresOf(
  figures: readonly Figure[],
  ids: readonly MeasureId[],
  kinds: MeasureKinds,
): readonly Measured[] {
  return ids.flatMap((id) => {
    const metrics: readonly MetricId[] = METRICS[id]
    const all = figures.filter(({ metric, by }) => metrics.includes(metric) && isOnly(by, kinds.dimension))
    const { currency } = mainCurrency(all)
    const own = all.filter((figure) => figure.currency === currency)
    const whole = partsOf(own, kinds)
    const [first] = own
    // Half of the tokens is no total: both are known, or neither is.
    const isComplete = metrics.every((metric) => own.some((figure) => figure.metric === metric))
    if (first === undefined || whole.value === null || !isComplete) return []
    return [{ id, unit: first.unit, version: first.dataVersion, whole }]
  })
}

const isOnly = (by: Figure['by'], dimension: Dimension) =>
  by[dimension] !== undefined && Object.keys(by).length === 1

/** The bars of several measures on one scale, and the table of the same numbers. */
export function stacksView(
  measured: readonly Measured[],
  kinds: MeasureKinds,
  page: { readonly period: string; readonly filters: Filters; readonly firstOf: (share: string) => string },
  words: Words,
) {
  const { dimension } = kinds
  const wholes = measured.map(({ whole }) => whole)
  const { names } = words.messages.sovereignty.measures
  return {
    key: keyOf(dimension, wholes, words),
    bars: measured.map(({ id, unit, whole }) => ({
      id,
      name: names[id],
      amount: quantity(whole.value, unit, words.language),
      first: firstText(whole, page.firstOf, words),
      chart: layoutStackedBar(
        stackParts(whole, (part) => ({
          inside: shareNumber(part.share ?? 0, words),
          tip: words.messages.sovereignty.measures.tip(
            partName(dimension, part.id, words),
            sharePercent(part.share, words),
            quantity(part.value, unit, words.language),
          ),
        })),
        // The mark is where the first kinds end, drawn in the whole that holds what nobody assigned.
        whole.first === null || whole.known === null ? null : whole.first * whole.known,
      ),
    })),
    columns: [...(wholes[0]?.parts.map(({ id }) => partName(dimension, id, words)) ?? [])],
    rows: measured.map((each) => rowOf(each, dimension, page, words)),
  }
}

function firstText(whole: Whole, firstOf: (share: string) => string, { language, messages }: Words): string {
  if (whole.first === null) return ''
  const told = firstOf(formatShare(whole.first, language))
  const { known } = whole
  return known === null || known === 1
    ? told
    : messages.sovereignty.measures.ofKnown(told, formatShare(known, language, known < 0.995 ? 0 : 2))
}

function rowOf(
  { id, unit, version, whole }: Measured,
  dimension: Dimension,
  { period, filters }: { readonly period: string; readonly filters: Filters },
  words: Words,
) {
  const { language, messages } = words
  const receipt = (limits: Filters, by: readonly Dimension[]) =>
    receiptPath(language, {
      metrics: METRICS[id],
      by,
      period,
      filters: canonicalFilters({ ...filters, ...limits }),
      version,
    })
  return {
    id,
    name: messages.sovereignty.measures.names[id],
    href: receipt({}, [dimension]),
    shares: whole.parts.map((part) => ({
      text: sharePercent(part.share, words),
      amount: part.value === null ? null : quantity(part.value, unit, language),
      href:
        part.value === null ? null : receipt({ [dimension]: limitedTo(part.ids, filters[dimension]) }, []),
    })),
    total: quantity(whole.value, unit, language),
    first: formatShare(whole.first, language),
  }
}

/** A filter of the page already limits the part to some of its values. */
function limitedTo(ids: readonly string[], kept: readonly string[] | undefined): readonly string[] {
  return kept === undefined ? ids : ids.filter((id) => kept.includes(id))
}
