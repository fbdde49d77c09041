import { type ExportAddress, readAddress } from '#app/imports/exports/export-address.ts'
import { ImportUsage } from '#app/imports/import-usage.ts'
import type { ExportFormatId } from '#app/sources/export-source.ts'
import { EXPORTS } from '#app/sources/exports.ts'

/** What one import of a table may read, unless --max-bytes says otherwise: 64 GiB. */
export const EXPORT_MAX_BYTES = 64 * 1024 ** 3

/** The part of a command line that is about a table of the group's warehouse. */
export type ExportOptions = {
  readonly from: ExportAddress
  readonly format: ExportFormatId
  readonly since: string | null
  readonly maxBytes: number
  readonly location: string | null
}

/** What is written after each option, as it stands there. */
export type WrittenOptions = {
  readonly from: string
  readonly format: string | undefined
  readonly since: string | undefined
  readonly 'max-bytes': string | undefined
  readonly location: string | undefined
}

/** Reads the options of an import from a table. @throws {ImportUsage} */
export function readExportOptions(written: WrittenOptions): ExportOptions {
  const from = readAddress(written.from)
  if (from === null)
    throw new ImportUsage(
      `--from ${written.from} names no table: write --from bigquery:PROJECT.DATASET.TABLE, for example bigquery:my-billing.exports.gcp_billing_export_v1_0123AB.`,
    )
  const formats = Object.keys(EXPORTS) as ExportFormatId[]
  const format = formats.find((one) => one === written.format)
  if (format === undefined)
    throw new ImportUsage(
      written.format === undefined
        ? `--format is missing: ${formats.join(' or ')}.`
        : `--format ${written.format} is not one of tables: ${formats.join(' or ')}.`,
    )
  const { since = null, location = null } = written
  if (since !== null && !/^\d{4}-(0[1-9]|1[0-2])$/.test(since))
    throw new ImportUsage(`--since ${since} is no month: write --since 2026-01.`)
  if (location !== null && !/^[A-Za-z0-9-]{2,40}$/.test(location))
    throw new ImportUsage(
      `--location ${location} is no place: write --location EU or --location europe-west9.`,
    )
  return { from, format, since, maxBytes: bytesOf(written['max-bytes']), location }
}

function bytesOf(text: string | undefined): number {
  if (text === undefined) return EXPORT_MAX_BYTES
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  throw new ImportUsage(
    `--max-bytes ${text} is no number of bytes: write --max-bytes ${EXPORT_MAX_BYTES} for 64 GiB.`,
  )
}
