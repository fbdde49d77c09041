import { groupScope } from '#app/access/scope.ts'
import { spelledOut } from '#app/figures/late-figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { quarterFirstMonth } from '#app/filters/months.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { type Commitment, judge } from '#tests/reports/commitment-rule.ts'
import type { CsvRow } from '#tests/reports/csv-rows.ts'

/** The last closed quarter of the demonstration. */
export const LAST = '2026-Q3'

/** A quarter some quarters later. */
export const moved = (quarter: string, by: number) => {
  const at = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + by
  return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`
}
/** The twelve quarters up to the last closed one of the demonstration. */
export const TWELVE = Array.from({ length: 12 }, (_, index) => moved(LAST, index - 11))

/** Months before a month, `count` of them. */
function monthBefore(month: string, count: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`
}

/** What a quarter is judged on: itself, or the twelve months that end with it. */
function periodOf({ window }: Commitment, quarter: string): string {
  if (window === 'quarter') return quarter
  const last = monthBefore(quarterFirstMonth(quarter, 1), -2)
  return `${monthBefore(last, 11)}..${last}`
}

/** The levels and statuses of twelve quarters, from the mission file and figures alone. */
export async function judgedAlone(dataDir: string, commitment: Commitment) {
  const door = await openWarehouse({ dataDir, dataset: 'demo' })
  const warehouse = await door.pin()
  try {
    const read = async (period: string): Promise<readonly CsvRow[]> => {
      const isWhole =
        period.length === 4 || /Q/.test(period) || period.slice(0, 7) >= warehouse.dataset.firstMonth
      if (!isWhole) return []
      const request = { metrics: [commitment.metric as MetricId], by: [], period, filters: {} }
      const figures = await loadFigures(warehouse, groupScope(), request).catch(() => [])
      return figures.map((figure) => ({ ...spelledOut(figure), period }) as unknown as CsvRow)
    }
    const base = await read(commitment.baseline.period)
    const judged = []
    for (const quarter of TWELVE) {
      const period = periodOf(commitment, quarter)
      judged.push(judge(commitment, [...base, ...(await read(period))], { quarter, period, elapsed: 1 }))
    }
    return judged
  } finally {
    warehouse.release()
    await door.close()
  }
}

export const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b)
  return (
    ((sorted[Math.floor(sorted.length / 2)] ?? 0) + (sorted[Math.floor((sorted.length - 1) / 2)] ?? 0)) / 2
  )
}
