import type { Figure } from '#app/figures/figure.ts'
import type { Made } from '#app/figures/make-value.ts'

/** What tells a figure from the others of its answer: known before anything is added up. */
export type About = Pick<
  Figure,
  'key' | 'metric' | 'by' | 'period' | 'unit' | 'currency' | 'state' | 'dataVersion'
>

const RECORDED: Figure['evidence'] = [{ tier: 'recorded', share: 1 }]

/**
 * A figure whose value, coverage and judgement are found when they are read, once: long tables show few of theirs.
 * What is late lies on the prototype, since accessors of each object's own take longer to make than a value does: copy
 * one by `spelledOut`, never by a spread.
 */
export class LateFigure implements Figure {
  readonly key: Figure['key']
  readonly metric: Figure['metric']
  readonly by: Figure['by']
  readonly period: Figure['period']
  readonly unit: Figure['unit']
  readonly currency: Figure['currency']
  readonly state: Figure['state']
  readonly dataVersion: Figure['dataVersion']
  #make: (() => Made | null) | null
  #made: Made | null = null
  #cover: (() => number | null) | null
  #coverage: number | null = null

  constructor(about: About, make: () => Made | null, cover: (() => number | null) | null) {
    this.key = about.key
    this.metric = about.metric
    this.by = about.by
    this.period = about.period
    this.unit = about.unit
    this.currency = about.currency
    this.state = about.state
    this.dataVersion = about.dataVersion
    this.#make = make
    this.#cover = cover
  }

  get #found(): Made | null {
    if (this.#make !== null) {
      this.#made = this.#make()
      this.#make = null
    }
    return this.#made
  }

  get value() {
    return this.#found?.value ?? null
  }

  get exact() {
    return this.#found?.exact() ?? null
  }

  get low() {
    const found = this.#found
    return found === null ? null : (found.judgement?.ends.low ?? found.value)
  }

  get high() {
    const found = this.#found
    return found === null ? null : (found.judgement?.ends.high ?? found.value)
  }

  get causes() {
    return this.#found?.judgement?.causes ?? []
  }

  get evidence() {
    const found = this.#found
    return found === null || found.withheld !== null ? [] : (found.judgement?.evidence ?? RECORDED)
  }

  get withheld() {
    return this.#found?.withheld ?? null
  }

  get coverage() {
    if (this.#cover !== null) {
      this.#coverage = this.#cover()
      this.#cover = null
    }
    return this.#coverage
  }

  toJSON(): Figure {
    return spelledOut(this)
  }
}

/** The same figure with everything found and in its own fields. */
export function spelledOut(figure: Figure): Figure {
  const { key, metric, by, period, unit, currency, value, exact, low, high } = figure
  const { causes, coverage, evidence, withheld, state, dataVersion } = figure
  return {
    key,
    metric,
    by,
    period,
    unit,
    currency,
    value,
    exact,
    low,
    high,
    causes,
    coverage,
    evidence,
    withheld,
    state,
    dataVersion,
  }
}
