import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import { FOCUS } from '#app/sources/focus.ts'
import { byEffort } from '#tests/effort.ts'
import { AWS, figuresOf, GCP, GCP_CREDITS, imported, noRealFiles } from '#tests/imports/imported.ts'
import { decimalText, parseDecimal } from '#tests/imports/reading/decimal-reference.ts'
import { harmfulMutants, harmlessMutants } from '#tests/imports/reading/mutants.ts'
import { readTable } from '#tests/imports/reading/rfc4180-reference.ts'
import { temporaryFile } from '#tests/imports/reading/temporary-files.ts'

const HARMFUL = byEffort(150, 24)
const HARMLESS = byEffort(60, 9)
const FILES = [AWS, GCP, GCP_CREDITS].filter((file) => existsSync(file))
const campaign = test.skipIf(noRealFiles !== '')

type Totals = { readonly loaded: number; readonly rejected: number; readonly billed: string }

/** What an independent reader finds by the same rules; null when there is nothing to import. */
function expected(bytes: Buffer): Totals | null {
  const table = readTable(bytes)
  if (table === null) return null
  const at = (field: string) => {
    const name = FOCUS.fields[field]?.headers[0]?.toLowerCase() ?? ''
    return table.header.findIndex((header) => header.trim().toLowerCase() === name)
  }
  const required = Object.entries(FOCUS.fields).flatMap(([field, { required: is }]) => (is ? [field] : []))
  if (required.some((field) => at(field) === -1)) return null
  let loaded = 0
  let units = 0n
  for (const row of table.rows) {
    const cell = (field: string) => row[at(field)] ?? ''
    const [billed, effective, list] = ['billed_cost', 'effective_cost', 'list_cost'].map((field) =>
      amount(cell(field)),
    )
    if (billed === null || effective === null || list === null || billed === undefined) continue
    if (
      !/^ *[A-Z]{3} *$/.test(cell('currency')) ||
      !isDay(cell('charge_day')) ||
      !isDay(cell('invoice_month'))
    )
      continue
    loaded += 1
    units += billed
  }
  if (loaded === 0) return null
  return { loaded, rejected: table.rows.length - loaded, billed: decimalText({ units, losesDigits: false }) }
}

function amount(text: string): bigint | null {
  return ['', 'NULL'].includes(text.trim()) ? 0n : (parseDecimal(text)?.units ?? null)
}

function isDay(text: string): boolean {
  const found =
    /^ *(20\d\d)-(\d\d)-(\d\d)([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?( ?(Z|UTC|[+-](0\d|1[0-4])(:?[0-5]\d)?))?)? *$/.exec(
      text,
    )
  if (!found) return false
  const day = `${found[1]}-${found[2]}-${found[3]}`
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day)
}

async function read(bytes: Buffer): Promise<Totals> {
  const { files } = await imported([temporaryFile(bytes)], { format: 'focus', dryRun: true })
  const [report] = files
  const billed = report?.billing?.totals.map(({ billed }) => parseDecimal(billed)?.units ?? 0n) ?? []
  return {
    loaded: report?.rowsLoaded ?? -1,
    rejected: report?.rejected.rows ?? -1,
    billed: decimalText({ units: billed.reduce((sum, one) => sum + one, 0n), losesDigits: false }),
  }
}

campaign(
  `${HARMFUL} damaged FOCUS files go through the whole import: refused, or what an independent reader finds${noRealFiles}`,
  async () => {
    let refused = 0
    for (const [index, file] of FILES.entries())
      for (const { name, bytes } of harmfulMutants(readFileSync(file), HARMFUL / FILES.length, index + 11)) {
        const label = `${file}: ${name}`
        try {
          expect({ label, ...(await read(bytes)) }).toEqual({ label, ...expected(bytes) })
        } catch (error) {
          if (!(error instanceof FileRefused)) throw error
          refused += 1
          expect({ label, message: error.message, expected: expected(bytes) }).toMatchObject({
            label,
            expected: null,
          })
        }
      }
    expect(refused).toBeGreaterThan(HARMFUL / 4)
  },
  600_000,
)

campaign(
  `${HARMLESS} other spellings of FOCUS files import with the same figures${noRealFiles}`,
  async () => {
    for (const [index, file] of FILES.entries()) {
      const original = readFileSync(file)
      const totals = expected(original)
      for (const { name, bytes } of harmlessMutants(original, HARMLESS / FILES.length, index + 11)) {
        const { dataDir, files } = await imported([temporaryFile(bytes)], { format: 'focus' })
        const [cost] = await figuresOf(dataDir, { metrics: ['cost'] })
        expect([name, files[0]?.rowsLoaded, cost?.exact]).toEqual([
          name,
          totals?.loaded,
          canonical(totals?.billed),
        ])
      }
    }
  },
  600_000,
)

/** Without the trailing zeros that the reference writer keeps. */
function canonical(text: string | undefined): string | undefined {
  return text?.replace(/\.?0+$/, '')
}
