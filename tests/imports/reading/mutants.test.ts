import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { expect, test } from 'vitest'
import { decimalCell, isMissing } from '#app/imports/reading/cells.ts'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import { assertAllRead, rowSource } from '#app/imports/reading/row-source.server.ts'
import { scanFile } from '#app/imports/reading/scan-file.server.ts'
import { readingDay } from '#app/imports/reading/time-cells.ts'
import { byEffort } from '#tests/effort.ts'
import { decimalText, parseDecimal } from '#tests/imports/reading/decimal-reference.ts'
import { harmfulMutants, harmlessMutants } from '#tests/imports/reading/mutants.ts'
import { readTable } from '#tests/imports/reading/rfc4180-reference.ts'
import { openDuckDb, rowsOf, temporaryFile } from '#tests/imports/reading/temporary-files.ts'

const INPUT = '../shared/data/input'
const HARMFUL = byEffort(500, 60)
const HARMLESS = byEffort(200, 40)

type Original = { path: string; amount: string; day: string }
type Totals = { rows: number; rejected: number; sum: string }

const originals: Original[] = ['focus_1_0', 'focus_1_2_synthetic', 'azure_llm_2023'].flatMap((folder) => {
  const path = join(INPUT, folder)
  if (!existsSync(path)) return []
  const columns = folder.startsWith('focus')
    ? { amount: 'BilledCost', day: 'ChargePeriodStart' }
    : { amount: 'ContextTokens', day: 'TIMESTAMP' }
  return readdirSync(path)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => ({ path: join(path, name), ...columns }))
})
// The reason is part of the name, so that a skipped campaign says why.
const reason = originals.length === 0 ? ' (skipped: the real files are not beside the repository)' : ''
const campaign = test.skipIf(originals.length === 0)

async function readTotals(connection: DuckDBConnection, bytes: Buffer, file: Original): Promise<Totals> {
  const scan = await scanFile(temporaryFile(bytes))
  const source = rowSource(scan, { columns: { amount: file.amount, day: file.day } })
  const amount = decimalCell('amount')
  const day = readingDay('day', 'as-written')
  const rejected = `(${amount.isBad} OR ${day.isBad} OR ${isMissing('amount')} OR ${isMissing('day')})`
  const [row] = await rowsOf(
    connection,
    `SELECT count(*) FILTER (NOT ${rejected}), count(*) FILTER (${rejected}), coalesce(sum(${amount.value}) FILTER (NOT ${rejected}), 0::DECIMAL(38, 18)) FROM (${source})`,
  )
  const totals = { rows: Number(row?.[0]), rejected: Number(row?.[1]), sum: row?.[2] ?? '' }
  assertAllRead(scan, totals.rows, totals.rejected)
  return totals
}

/** What an independent parser finds, or null when the file is not sound. */
function expectedTotals(bytes: Buffer, file: Original): Totals | null {
  const table = readTable(bytes)
  const amountAt = table?.header.indexOf(file.amount) ?? -1
  const dayAt = table?.header.indexOf(file.day) ?? -1
  if (!table || amountAt === -1 || dayAt === -1) return null
  const totals = { rows: 0, rejected: 0, units: 0n }
  for (const row of table.rows) {
    const amount = parseDecimal(row[amountAt] ?? '')
    if (amount === null || !isDay(row[dayAt] ?? '')) totals.rejected += 1
    else {
      totals.rows += 1
      totals.units += amount.units
    }
  }
  const sum = decimalText({ units: totals.units, losesDigits: false })
  return { rows: totals.rows, rejected: totals.rejected, sum }
}

function isDay(text: string): boolean {
  const found =
    /^ *([12]\d{3})-(\d\d)-(\d\d)([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?( ?(Z|UTC|[+-]\d\d(:?\d\d)?))?)? *$/.exec(
      text,
    )
  if (!found) return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false
  const [hour = 0, minute = 0, second = 0] = (found[4] ?? '').slice(1, 9).split(':').map(Number)
  const offset = /[+-](\d\d):?(\d\d)?$/.exec(found[4] ?? '')
  return (
    hour < 24 && minute < 60 && second < 60 && Number(offset?.[1] ?? 0) <= 14 && Number(offset?.[2] ?? 0) < 60
  )
}

campaign(
  `${HARMFUL} damaged files are refused, or equal what an independent parser reads${reason}`,
  async () => {
    const connection = await openDuckDb()
    let refused = 0
    for (const [index, file] of originals.entries()) {
      const original = readFileSync(file.path)
      for (const { name, bytes } of harmfulMutants(original, share(HARMFUL, index), index + 1)) {
        const label = `${file.path}: ${name}`
        try {
          const seen = await readTotals(connection, bytes, file)
          expect({ label, seen }).toEqual({ label, seen: expectedTotals(bytes, file) })
        } catch (error) {
          if (!(error instanceof FileRefused)) throw error
          expect([label, error.remedy.length > 5, error.message.includes(error.file)]).toEqual([
            label,
            true,
            true,
          ])
          refused += 1
          const sound = expectedTotals(bytes, file)
          if (sound !== null) throw new Error(`${label}: refused without need: ${error.message}`)
        }
      }
    }
    expect(refused).toBeGreaterThan(HARMFUL / 4)
  },
  600_000,
)

campaign(
  `${HARMLESS} other spellings of the files load with the same totals${reason}`,
  async () => {
    const connection = await openDuckDb()
    for (const [index, file] of originals.entries()) {
      const original = readFileSync(file.path)
      const expected = expectedTotals(original, file)
      expect(await readTotals(connection, original, file)).toEqual(expected)
      for (const { name, bytes } of harmlessMutants(original, share(HARMLESS, index), index + 1)) {
        const label = `${file.path}: ${name}`
        expect({ label, totals: await readTotals(connection, bytes, file) }).toEqual({
          label,
          totals: expected,
        })
      }
    }
  },
  600_000,
)

/** The files share a campaign evenly, the first ones taking what is left. */
function share(count: number, index: number): number {
  return Math.floor(count / originals.length) + (index < count % originals.length ? 1 : 0)
}
