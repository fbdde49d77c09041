import { monthsFrom, moveMonth } from '#app/filters/months.ts'
import { LAST_MONTHS, type Method, type MonthlyAmounts, sum } from '#app/forecast/forecast-months.ts'

/** A part of the cost that was not there for all the months that the method learns from. */
export type Arrival = {
  readonly id: string
  /** The first month in which it costs. */
  readonly since: string
  /** Of the cost of the last months, 0 to 1. */
  readonly share: number
}

/** Below this share of the last months' cost, an arrival cannot move the forecast by much. */
const LEAST_SHARE = 0.05

/** The first and last month that a method, at the end of `origin`, learns from. */
export function monthsLearnt(origin: string, method: Method): { readonly from: string; readonly to: string } {
  const first = moveMonth(origin, 1 - LAST_MONTHS)
  return { from: method === 'seasonal' ? moveMonth(first, -12) : first, to: origin }
}

/** What a method cannot know the growth of: parts, largest first, that began to cost after the first month it learns from. */
export function arrivals(
  parts: ReadonlyMap<string, MonthlyAmounts>,
  total: MonthlyAmounts,
  origin: string,
  method: Method,
): readonly Arrival[] {
  const { from, to } = monthsLearnt(origin, method)
  const last = monthsFrom(moveMonth(origin, 1 - LAST_MONTHS), origin)
  const costOf = (amounts: MonthlyAmounts) => sum(last.map((month) => amounts.get(month) ?? 0))
  const all = costOf(total)
  if (all <= 0) return []
  return [...parts]
    .flatMap(([id, amounts]) => {
      const since = monthsFrom(from, to).find((month) => (amounts.get(month) ?? 0) > 0)
      const share = costOf(amounts) / all
      return since === undefined || since === from || share < LEAST_SHARE ? [] : [{ id, since, share }]
    })
    .sort((a, b) => b.share - a.share)
}
