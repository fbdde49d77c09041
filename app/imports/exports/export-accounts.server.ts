import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { MonthLabels } from '#app/imports/exports/composed-rows.ts'
import { loadLines, writeLines } from '#app/imports/load-lines.server.ts'
import { type StagedPart, writePlainPart } from '#app/imports/write-parts.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import { type Scratch, sqlText } from '#app/warehouse/scratch.server.ts'
import type { Row } from '#app/warehouse/warehouse.ts'

const KEYS = 'export_keys'

/** Accounts of an export in the scratch database, as the answer of `composeExportAccounts` names them. */
export type ExportAccounts = {
  /** A table with `day` (the first of the month), `source` and `account`: what the overlap of two imports is looked for in. */
  readonly activity: string
  /** The parts of the table `account`, one by month. */
  write(labels: MonthLabels, source: string, temporary: string): Promise<readonly StagedPart[]>
}

export async function openAccounts(
  scratch: Scratch,
  answer: readonly Row[],
  temporary: string,
): Promise<ExportAccounts> {
  await scratch.run(
    `CREATE TABLE ${KEYS} (day DATE, source VARCHAR, account VARCHAR, name VARCHAR, provider VARCHAR)`,
  )
  const lines = await writeLines(path.join(temporary, 'accounts.csv'), [
    'day',
    'source',
    'account',
    'name',
    'provider',
  ])
  await lines.push(answer.map(({ month, ...row }) => ({ ...row, day: `${month}-01` })))
  await lines.close()
  await loadLines(
    scratch,
    KEYS,
    lines,
    {},
    {
      day: 'DATE',
      source: 'STRING',
      account: 'STRING',
      name: 'STRING',
      provider: 'STRING',
    },
  )
  return {
    activity: KEYS,
    async write({ months, digestOf, mapDigest }, source, folder) {
      const parts: StagedPart[] = []
      for (const month of months) {
        const own = path.join(folder, `accounts-${month}`)
        await mkdir(own)
        const rows = `(SELECT account, MAX(name) AS name, MAX(provider) AS provider FROM ${KEYS} WHERE day = DATE ${sqlText(`${month}-01`)} AND account <> ${sqlText(UNASSIGNED)} GROUP BY account)`
        const labels = { sha256: digestOf(month), mapDigest, origin: '', month: null, source }
        parts.push(...(await writePlainPart(scratch, 'account', rows, own, labels)))
      }
      return parts
    },
  }
}
