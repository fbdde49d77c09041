import fc from 'fast-check'
import { expect } from 'vitest'
import { composeExport } from '#app/imports/exports/compose-export.ts'
import { composeExportReport } from '#app/imports/exports/compose-export-report.ts'
import { compareTotals, composeExportTotals } from '#app/imports/exports/compose-export-totals.ts'
import { byEffort } from '#tests/effort.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { ask, mapOf, requestOf } from './ask-export.ts'
import { anyGcpMap, anyGcpRow, DETAILED, tableOf } from './gcp-rows.ts'
import { groupNaively, readNaively } from './naive-gcp.ts'

const test = googlesqlTest()

const byText = (rows: readonly object[]) =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort()

test('any rows under any map become the core that a naive loop makes of them, to the last digit', async (engine) => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyGcpRow, { maxLength: 25 }), anyGcpMap, async (rows, written) => {
      const map = mapOf(written)
      const request = requestOf({ map, months: ['2026-03', '2026-04'] })
      await engine.register([tableOf('raw.bill', DETAILED, rows)])
      const naive = rows.map((row) => readNaively(row, map)).filter(({ month }) => month !== '2026-02')
      const core = await ask(engine, composeExport(request))
      const measured = core.map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(([name, value]) => value !== null || name === 'list_cost'),
        ),
      )
      const counted = naive.filter(({ bad, nature }) => !bad && nature === 'ai')
      expect(byText(measured)).toEqual(byText(groupNaively(counted)))
      const [report, totals] = [
        await ask(engine, composeExportReport(request)),
        await ask(engine, composeExportTotals(request)),
      ]
      expect(compareTotals(report, totals)).toEqual([])
      const rowsOf = (nature: string) =>
        report
          .filter((row) => row.bad === null && row.nature === nature)
          .reduce((sum, row) => sum + Number(row.source_rows), 0)
      for (const nature of ['ai', 'not_ai', 'undecided'])
        expect([nature, rowsOf(nature)]).toEqual([
          nature,
          naive.filter((row) => !row.bad && row.nature === nature).length,
        ])
    }),
    { numRuns: byEffort(400, 40) },
  )
})
