import type { Dimension, Measure } from '#app/warehouse/schema.ts'

/** How the months of a period make one number. */
export type AggregateKind =
  /** Added over the period. */
  | 'sum'
  /** The mean over the months of the period that have it: people and headcounts do not add over months. */
  | 'mean_of_months'
  /** As it stands at the end of the period's last month, never an earlier one. */
  | 'last'

/** One additive measure, limited to some values of some dimensions, and how its months make one number. */
export type Aggregate = {
  readonly measure: Measure
  readonly kind: AggregateKind
  readonly where?: Partial<Record<Dimension, readonly [string, ...string[]]>>
}

/**
 * Ratios are divided after aggregation and multiplied by `scale`; 1000 turns Wh, g and ml into kWh, kg and l.
 * A quantity is valued at the mean amount of a unit: quantity × amount ÷ units.
 */
export type Formula =
  | { readonly kind: 'aggregate'; readonly of: Aggregate; readonly divisor: 1 | 1000 }
  | {
      readonly kind: 'ratio'
      readonly numerator: Aggregate
      readonly denominator: Aggregate
      readonly scale: { readonly multiply: 1 | 1000; readonly divide: 1 | 1000 }
    }
  | {
      readonly kind: 'valued'
      readonly quantity: Aggregate
      readonly amount: Aggregate
      readonly units: Aggregate
    }

/** `money` stands for the currency of the figure; `share` is a fraction from 0 to 1, printed as a percentage. */
export type Unit =
  | 'money'
  | 'share'
  | 'requests'
  | 'tokens'
  | 'users'
  | 'people'
  | 'workshops'
  | 'use_cases'
  | 'h'
  | 'kWh'
  | 'Wh'
  | 'kgCO2e'
  | 'gCO2e'
  | 'gCO2e/kWh'

export type Metric = {
  readonly unit: Unit
  readonly betterWhen: 'lower' | 'higher' | 'neither'
  /** Decimals where a page prints the figure in its own unit; for a share, of the percentage. */
  readonly decimals: number
  readonly formula: Formula
  /** The share of the activity that could be assessed; null where the figure is its own whole. */
  readonly coverage: { readonly assessed: Aggregate; readonly total: Aggregate } | null
}

/** The aggregates that a metric is made of, its coverage apart. */
export function aggregatesOf(formula: Formula): readonly Aggregate[] {
  switch (formula.kind) {
    case 'aggregate':
      return [formula.of]
    case 'ratio':
      return [formula.numerator, formula.denominator]
    case 'valued':
      return [formula.quantity, formula.amount, formula.units]
  }
}

/** What a metric is called and what it means, in one language. */
export type MetricWords = { readonly name: string; readonly definition: string }

/** Why a figure that is known is not told: that it is not (in a few letters too), why, and both: alone, after a colon, as a sentence. */
export type WithheldWords = {
  readonly mark: string
  readonly short: string
  readonly reason: string
  readonly text: string
  readonly inLine: string
  readonly sentence: string
}

/** A unit as a column head prints it, and spelled out. */
export type UnitWords = { readonly short: string; readonly long: string }
