import type { Filters } from '#app/filters/filters.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { Unit } from '#app/metrics/metric.ts'
import type { Dimension, INTERNAL_DIMENSIONS } from '#app/warehouse/schema.ts'

export type InternalDimension = (typeof INTERNAL_DIMENSIONS)[number]
/** The dimensions of the schema that a reader groups and filters by. */
export type ReaderDimension = Exclude<Dimension, InternalDimension>
/** What a figure can be broken down by. */
export type FigureDimension = ReaderDimension | 'month' | 'quarter'

/** What is asked: a range of months is one figure per metric unless `by` names month or quarter. */
export type FigureRequest = {
  readonly metrics: readonly MetricId[]
  readonly by: readonly FigureDimension[]
  /** Public spelling of a period: '2026-07', '2026-Q3', '2026', '2024-09..2024-10', '2025-Q4~47d'. */
  readonly period: string
  /** Reader's dimension → the values kept. */
  readonly filters: Filters
}

/** How a number came to be known; `recorded` is what sources count and invoice, with no estimate in it. */
export type EvidenceTier = 'recorded' | 'metered' | 'provider_reported' | 'modelled' | 'proxy'

/** The share of a figure that rests on one tier, 0 to 1. */
export type Evidence = { readonly tier: EvidenceTier; readonly share: number }

/** What of a figure rests on one factor key. */
export type Cause = {
  /** Such as `grid:fr:2026`, `model:m1`, `method:tokens`. */
  readonly key: string
  /** The part of the value that rests on it, in the figure's unit; negative where it weighs on a denominator more. */
  readonly part: number
  /** Value ÷ widthLow and value × widthHigh hold nine times in ten. */
  readonly widthLow: number
  readonly widthHigh: number
  /** Its share of the doubt (of the squared width), 0 to 1. */
  readonly doubt: number
}

/** Why a figure that could be computed is not shown; it lacks nothing. */
export type Withheld = 'few_people'

/** A metric for a scope, a period and perhaps some values of dimensions. */
export type Figure = {
  /** Tells figures of one answer apart, and is the same from one data version to the next. */
  readonly key: string
  readonly metric: MetricId
  /** Dimension → value, in the order asked. */
  readonly by: Readonly<Partial<Record<FigureDimension, string>>>
  /** The period asked or, by month or quarter, the part of it that this figure covers. */
  readonly period: string
  /** The metric's unit; the currency code in place of `money` when the currency is known. */
  readonly unit: Unit | (string & {})
  /** ISO 4217; null when no amount is in the figure, or none was found. */
  readonly currency: string | null
  /** At 12 significant digits; null where unknown or withheld. Shares are 0 to 1. */
  readonly value: number | null
  /** The same to the last digit, as decimal text, for sums and counts; null for means and ratios. */
  readonly exact: string | null
  /** Nine times in ten the truth lies between; both equal the value when it is a full count. */
  readonly low: number | null
  readonly high: number | null
  /** What the interval rests on, the largest doubt first; empty for a full count. */
  readonly causes: readonly Cause[]
  /** The share of the activity that could be assessed, 0 to 1; null where it is not known for this breakdown. */
  readonly coverage: number | null
  /** Tiers by share, largest first; empty when the value is unknown. */
  readonly evidence: readonly Evidence[]
  /** Why its value, its ends and what they rest on are not told although they are known; null where nothing is kept back. */
  readonly withheld: Withheld | null
  /** Whether the period's month, quarter or year has ended on the data set's « today ». */
  readonly state: 'open' | 'closed'
  readonly dataVersion: string
}

export type RefusalReason =
  | 'no_metric'
  | 'unknown_parameter'
  | 'unknown_metric'
  | 'unknown_dimension'
  | 'dimension_not_of_metric'
  | 'empty_filter'
  | 'unknown_value'
  | 'bad_period'
  | 'days_not_known'
  | 'outside_data'

/** What is wrong of a request, in names that exist: nothing of what was asked is in it. */
export type Wrong = {
  /** `metric`, `by`, `filter`, `filter.provider`; null for a parameter that does not exist. */
  readonly parameter: string | null
  /** What exists and comes nearest to what was asked; null where nothing does. */
  readonly nearest: string | null
  /** Of a filter on a value that no row holds, one that some row of the reader's does; none where there is none. */
  readonly held?: string
  /** A metric that exists, a dimension that exists and by which it is not known, and one by which it is. */
  readonly lacking?: {
    readonly metric: MetricId
    readonly dimension: FigureDimension
    readonly known: FigureDimension
  }
}

/** A request that cannot be answered; its message names what is wrong and what is possible. */
export class FigureRefused extends Error {
  readonly reason: RefusalReason
  readonly wrong: Wrong | null
  /** What else is wrong of the request. */
  readonly others: readonly FigureRefused[]
  constructor(
    reason: RefusalReason,
    message: string,
    options: { cause?: unknown; wrong?: Wrong; others?: readonly FigureRefused[] } = {},
  ) {
    super(message, options)
    this.name = 'FigureRefused'
    this.reason = reason
    this.wrong = options.wrong ?? null
    this.others = options.others ?? []
  }

  with(others: readonly FigureRefused[]): FigureRefused {
    const { reason, message, cause, wrong } = this
    return new FigureRefused(reason, message, { cause, ...(wrong === null ? {} : { wrong }), others })
  }
}
