import type { Figure } from '#app/figures/figure.ts'
import { spelledOut } from '#app/figures/late-figure.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { countsPeople, GROUP_SIZES, isSmallGroup } from '#app/metrics/people.ts'

/** What a figure is of, whatever its metric: one group in one period. */
export function groupOf({ by, period }: Pick<Figure, 'by' | 'period'>): string {
  return JSON.stringify([by.subsidiary ?? '', by.business_line ?? '', period])
}

/** The groups with fewer than five active users or employees. */
export function smallGroups(figures: readonly Figure[]): ReadonlySet<string> {
  const sizes: readonly MetricId[] = GROUP_SIZES
  return new Set(
    figures.filter(({ metric, value }) => sizes.includes(metric) && isSmallGroup(value)).map(groupOf),
  )
}

/** The figures, without the values of those that speak of the people of a small group. */
export function withheld(figures: readonly Figure[], small: ReadonlySet<string>): readonly Figure[] {
  return figures.map((figure) =>
    small.has(groupOf(figure)) && countsPeople(figure.metric) ? withoutValue(figure) : figure,
  )
}

function withoutValue(figure: Figure): Figure {
  return { ...spelledOut(figure), value: null, exact: null, low: null, high: null, causes: [], evidence: [] }
}
