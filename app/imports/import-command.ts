import { parseArgs } from 'node:util'
import { type ExportOptions, readExportOptions } from '#app/imports/export-command.ts'
import { ImportUsage } from '#app/imports/import-usage.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import { FORMATS } from '#app/sources/formats.ts'
import type { FormatId } from '#app/sources/source.ts'

type Shared = {
  readonly mapFile: string | null
  readonly overlap: 'refuse' | 'append' | 'replace'
  readonly dataDir: string | null
  readonly dryRun: boolean
  readonly json: boolean
}

export type FilesCommand = Shared & {
  readonly files: readonly string[]
  readonly format: FormatId
  readonly origin: string | null
}
export type ExportCommand = Shared & ExportOptions

/** Files to import, or the table that rows come from. */
export type ImportCommand = FilesCommand | ExportCommand

/** Reads the arguments; null when help is asked for. @throws {ImportUsage} */
export function parseImportCommand(args: readonly string[]): ImportCommand | null {
  const { values, positionals } = read(args)
  if (values.help) return null
  if (values.append && values.replace)
    throw new ImportUsage(
      '--append and --replace exclude each other: rows complete the others, or stand in for them.',
    )
  const shared = {
    mapFile: values.map ?? null,
    overlap: values.append ? 'append' : values.replace ? 'replace' : 'refuse',
    dataDir: values['data-dir'] ?? null,
    dryRun: values['dry-run'],
    json: values.json,
  } as const
  const { from } = values
  if (from !== undefined) {
    if (positionals.length > 0)
      throw new ImportUsage('--from names a table, and a command imports files or a table: leave one out.')
    if (values.origin !== undefined) throw new ImportUsage('--origin means nothing for a table.')
    const { format, since, location, 'max-bytes': maxBytes } = values
    return { ...shared, ...readExportOptions({ from, format, since, location, 'max-bytes': maxBytes }) }
  }
  for (const name of ['since', 'location', 'max-bytes'] as const)
    if (values[name] !== undefined) throw new ImportUsage(`--${name} needs --from: it is about a table.`)
  if (positionals.length === 0) throw new ImportUsage('No file is named.')
  const format = formatOf(values.format)
  if (values.origin !== undefined && format !== 'llm-requests')
    throw new ImportUsage(`--origin means nothing for ${format}, whose days are written in full.`)
  return {
    ...shared,
    files: positionals,
    format,
    origin: values.origin === undefined ? null : originOf(values.origin),
  }
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        map: { type: 'string' },
        append: { type: 'boolean', default: false },
        replace: { type: 'boolean', default: false },
        origin: { type: 'string' },
        'data-dir': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        from: { type: 'string' },
        since: { type: 'string' },
        location: { type: 'string' },
        'max-bytes': { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new ImportUsage(error instanceof Error ? error.message : String(error))
  }
}

function formatOf(text: string | undefined): FormatId {
  const known = Object.keys(FORMATS) as FormatId[]
  const format = known.find((one) => one === text)
  if (format !== undefined) return format
  throw new ImportUsage(
    text === undefined
      ? `--format is missing: ${known.join(' or ')}.`
      : Object.hasOwn(EXPORTS, text)
        ? `--format ${text} is of a table: name it with --from bigquery:PROJECT.DATASET.TABLE.`
        : `--format ${text} is unknown: ${known.join(' or ')}.`,
  )
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/

/** A moment in one spelling: « YYYY-MM-DDTHH:MM:SS » and the zone, when it names one. */
function originOf(text: string): string {
  const [, day, time = '00:00', zone = ''] = MOMENT.exec(text) ?? []
  const whole = `${day}T${time.length === 5 ? `${time}:00` : time}${zone}`
  const real = day !== undefined && !Number.isNaN(Date.parse(whole)) && isDay(day)
  if (real) return whole
  throw new ImportUsage(
    `--origin ${text} is not a moment: write 2024-01-01, 2024-01-01T08:30:00 (Paris time) or 2024-01-01T08:30:00Z.`,
  )
}

/** 30 February is a date that JavaScript moves to March. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
}
