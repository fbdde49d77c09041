import { readFile } from 'node:fs/promises'
import { EnvError, overlookedBigQuery, parseEnv } from '#app/env.server.ts'
import { importExport } from '#app/imports/exports/import-export.server.ts'
import { type ImportCommand, parseImportCommand } from '#app/imports/import-command.ts'
import { importFiles } from '#app/imports/import-files.server.ts'
import { IMPORT_HELP } from '#app/imports/import-help.ts'
import { DatasetBusy } from '#app/imports/import-lock.server.ts'
import { ImportUsage } from '#app/imports/import-usage.ts'
import { lowerPriority } from '#app/imports/lower-priority.server.ts'
import { type ImportMap, NO_MAP, parseMap } from '#app/imports/map.ts'
import { MapRefused } from '#app/imports/map-rules.ts'
import { HoldsDemo } from '#app/imports/open-group.server.ts'
import { OverlapRefused } from '#app/imports/overlap.server.ts'
import { printProgress } from '#app/imports/print-progress.ts'
import { printReport } from '#app/imports/print-report.ts'
import { FileRefused } from '#app/imports/reading/file-refused.ts'
import type { ImportReport } from '#app/imports/report.ts'
import { StorageFailed } from '#app/imports/storage-failed.ts'
import { ExportRefused } from '#app/sources/export-source.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import { FORMATS } from '#app/sources/formats.ts'
import { BigQueryApiError } from '#app/warehouse/bigquery/api-error.ts'
import { StaleImporter } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { ManifestError } from '#app/warehouse/manifest.server.ts'
import { WarehouseError } from '#app/warehouse/warehouse.ts'

const EXPECTED = [
  BigQueryApiError,
  DatasetBusy,
  EnvError,
  ExportRefused,
  FileRefused,
  HoldsDemo,
  ManifestError,
  MapRefused,
  OverlapRefused,
  StaleImporter,
  StorageFailed,
  WarehouseError,
]

async function readMap(command: ImportCommand): Promise<ImportMap> {
  const { mapFile } = command
  if (mapFile === null) return NO_MAP
  const text = await readFile(mapFile, 'utf-8').catch((error: NodeJS.ErrnoException) => {
    throw new MapRefused(mapFile, '', `it cannot be read (${error.code})`, 'Check the path of the map.')
  })
  return parseMap(text, mapFile, 'from' in command ? EXPORTS[command.format] : FORMATS[command.format])
}

async function run(command: ImportCommand, signal: AbortSignal): Promise<ImportReport> {
  const env = parseEnv()
  process.stderr.write(overlookedBigQuery(env) ?? '')
  const shared = {
    map: await readMap(command),
    dataDir: command.dataDir ?? env.dataDir,
    bigquery: env.warehouse === 'bigquery' ? env.bigquery : null,
    onProgress: printProgress(process.stderr),
  }
  if (!('from' in command)) return await importFiles({ ...command, ...shared })
  const { from: address, location } = command
  const place = { ...env.bigqueryPlace, ...(location === null ? {} : { location }) }
  return await importExport({ ...command, ...shared, address, place, signal })
}

/** Imports what the arguments name; answers the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const stopping = new AbortController()
  try {
    const command = parseImportCommand(args)
    if (command === null) {
      process.stdout.write(IMPORT_HELP)
      return 0
    }
    lowerPriority()
    // The first Ctrl+C ends the query that runs in BigQuery, a second one the command.
    if ('from' in command) process.once('SIGINT', () => stopping.abort())
    const report = await run(command, stopping.signal)
    process.stdout.write(command.json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report))
    return 0
  } catch (error) {
    if (error instanceof ImportUsage) {
      process.stderr.write(`${error.message}\n`)
      return 2
    }
    if (stopping.signal.aborted) {
      process.stderr.write('Stopped: nothing was imported, and the query that ran was cancelled.\n')
      return 1
    }
    if (!(error instanceof Error) || !EXPECTED.some((kind) => error instanceof kind)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))
