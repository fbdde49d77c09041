import { FIRST_RUNGS, OPEN_KINDS } from '#app/metrics/catalog.ts'
import type { Kinds } from '#app/reports/sovereignty/parts.ts'

/** The hosting ladder, from the most controlled rung to the least. */
export const LADDER = {
  dimension: 'hosting',
  looks: { on_premise: 1, secnumcloud: 2, eu_external_keys: 3, eu_us_cloud: 4, outside_eu: 5 },
  first: FIRST_RUNGS,
} as const satisfies Kinds

/** Models from the most open to the closed. */
export const OPENING = {
  dimension: 'openness',
  looks: { open: 1, open_weight: 3, closed: 4 },
  first: OPEN_KINDS,
} as const satisfies Kinds
