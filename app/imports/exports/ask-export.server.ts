import type { OpenExport } from '#app/imports/exports/open-export.server.ts'
import type { OnProgress } from '#app/imports/progress.ts'
import { ExportRefused } from '#app/sources/export-source.ts'
import { dryRun, type Query, runQuery } from '#app/warehouse/bigquery/query.server.ts'
import { bytesCap, EUROS_A_TEBIBYTE } from '#app/warehouse/bigquery/settings.ts'
import type { Row, Statement } from '#app/warehouse/warehouse.ts'

const GIB = 1024 ** 3
const TIB = 1024 ** 4
/** A whole bill takes minutes, not seconds. */
const STATEMENT_MS = 30 * 60_000
/** The job is known this early, so that it can be cancelled. */
const WAIT_MS = 500

export type ExportAsker = {
  /** Asks what the statements would read, tells it, and refuses what is more than the cap. @throws {ExportRefused} */
  price(what: string, statements: readonly Statement[]): Promise<void>
  rows(what: string, statement: Statement): Promise<readonly Row[]>
  /** Hands an answer over page by page, for one that memory may not hold. */
  pages(what: string, statement: Statement, onPage: (rows: readonly Row[]) => Promise<void>): Promise<void>
}

/** Runs the statements of one import, one after the other: given up, the one that runs is cancelled. */
export function exportAsker(
  { client, name }: OpenExport,
  options: { readonly maxBytes: number; readonly signal?: AbortSignal; readonly onProgress: OnProgress },
): ExportAsker {
  const { maxBytes, signal, onProgress } = options
  let asked = 0
  const queryOf = ({ name: of, sql, parameters, columns }: Statement): Query => ({
    name: of,
    sql,
    parameters,
    columns,
    tables: 1,
    labels: { vigie: 'import' },
    maxBytes: bytesCap({ maxBytes }, 1),
    waitMs: WAIT_MS,
  })
  const run = async (
    what: string,
    statement: Statement,
    onPage?: (rows: readonly Row[]) => Promise<void>,
  ) => {
    onProgress({ stage: 'exporting', says: what })
    const until = performance.now() + STATEMENT_MS
    return await runQuery(client, queryOf(statement), { until, signal, onPage })
  }
  return {
    async price(what, statements) {
      let bytes = 0
      for (const statement of statements) bytes += await dryRun(client, queryOf(statement), { signal })
      asked += bytes
      onProgress({ stage: 'exporting', says: `${what} reads ${priceText(bytes)}` })
      if (asked > maxBytes)
        throw new ExportRefused(
          `${what} of ${name} makes this import read ${priceText(asked)}, more than the ${gib(maxBytes)} that it may`,
          `Read fewer months with --since, or allow more with --max-bytes ${Math.ceil(asked / GIB) * GIB}.`,
        )
    },
    async rows(what, statement) {
      return (await run(what, statement)).rows
    },
    async pages(what, statement, onPage) {
      await run(what, statement, onPage)
    },
  }
}

/** Bytes and what they cost, as a person reads them. */
export function priceText(bytes: number): string {
  const euros = (bytes / TIB) * EUROS_A_TEBIBYTE
  const cost = euros < 0.01 ? 'less than 0.01 €' : `about ${euros.toFixed(2)} €`
  return `${gib(bytes)}, ${cost} at ${EUROS_A_TEBIBYTE} €/TiB`
}

function gib(bytes: number): string {
  return bytes < GIB / 10 ? `${(bytes / 1024 ** 2).toFixed(1)} MiB` : `${(bytes / GIB).toFixed(1)} GiB`
}
