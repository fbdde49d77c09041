import { DAYS } from '#app/demo/calendar.ts'
import { type DemoSubsidiary, SUBSIDIARIES } from '#app/demo/group.ts'

export type Scale = 'tiny' | 'full'

/** How much of the group a scale holds: the small one keeps every event with fewer entities and fewer days. */
export type ScaleSize = {
  readonly subsidiaries: readonly DemoSubsidiary[]
  /** Part of the group's activity. */
  readonly share: number
  /** A use case has rows one day in so many; prime to 7, so that every weekday is met. */
  readonly dayStep: number
  readonly projectCount: (subsidiary: DemoSubsidiary) => number
}

const SIZES: Readonly<Record<Scale, ScaleSize>> = {
  full: {
    subsidiaries: SUBSIDIARIES,
    share: 1,
    dayStep: 1,
    projectCount: ({ headcount }) =>
      headcount >= 900 ? 13 : headcount >= 480 ? 10 : headcount >= 300 ? 8 : headcount >= 100 ? 6 : 3,
  },
  tiny: {
    subsidiaries: SUBSIDIARIES.filter(({ tiny }) => tiny),
    share: 0.17,
    dayStep: 16,
    projectCount: ({ headcount }) =>
      headcount >= 900 ? 13 : headcount >= 300 ? 6 : headcount >= 100 ? 4 : 2,
  },
}

/** What a scale holds. */
export function scaleSize(scale: Scale): ScaleSize {
  return SIZES[scale]
}

/** Whether an entity has rows on a day at this scale. */
export function hasRowsOn(size: ScaleSize, hash: number, dayIndex: number): boolean {
  return (dayIndex + (hash % size.dayStep)) % size.dayStep === 0 && dayIndex < DAYS.length
}
