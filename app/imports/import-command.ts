import { parseArgs } from 'node:util'
import { FORMATS } from '#app/sources/formats.ts'
import type { FormatId } from '#app/sources/source.ts'

export const IMPORT_HELP = `Imports files into the group's data: all of them, or none when one is refused.

  npm run import -- FILE… --format FORMAT [options]

  --format    focus         FOCUS 1.0 to 1.2 billing (CSV, JSON lines or Parquet)
              llm-requests  one call to a model per row (CSV, JSON lines or Parquet)
  --map FILE  names of columns, and rules that assign rows:
              {"columns": {"model": "checkpoint"},
               "assign": [{"from": "tag:business_unit", "to": "subsidiary"},
                          {"from": "account", "to": "project", "values": {"123": "claims"}, "since": "2026-01-01"}],
               "perimeter": [{"from": "service", "values": ["Vertex AI"], "is": "ai"}]}
              A perimeter says which billing rows are AI (ai, not_ai, undecided): the first rule that matches wins,
              only AI is loaded, and what no rule decides is reported. Without one every row counts.
  --append    rows of the same source, account and month are already there, and these complete them
  --replace   … and these stand in for them
  --origin T  moment that relative times count from, such as 2024-01-01T00:00:00Z
  --data-dir  folder of the data sets (VIGIE_DATA_DIR, else .vigie)
  --dry-run   reads and reports, writes nothing
  --json      the report as JSON on standard output

  With VIGIE_WAREHOUSE=bigquery the same command publishes in the data set that VIGIE_BIGQUERY_PROJECT, _DATASET and
  _LOCATION name: rows go there by load jobs, and what is served changes all at once or not at all.

  Exit code: 0 imported (rejected rows are reported), 1 refused and nothing changed, 2 wrong usage.
`

export type ImportCommand = {
  readonly files: readonly string[]
  readonly format: FormatId
  readonly mapFile: string | null
  readonly overlap: 'refuse' | 'append' | 'replace'
  readonly origin: string | null
  readonly dataDir: string | null
  readonly dryRun: boolean
  readonly json: boolean
}

/** The command line cannot be understood; the message says what to write. */
export class ImportUsage extends Error {
  constructor(message: string) {
    super(`${message}\nnpm run import -- --help says more.`)
    this.name = 'ImportUsage'
  }
}

/** Reads the arguments; null when help is asked for. @throws {ImportUsage} */
export function parseImportCommand(args: readonly string[]): ImportCommand | null {
  const { values, positionals } = read(args)
  if (values.help) return null
  if (positionals.length === 0) throw new ImportUsage('No file is named.')
  const format = formatOf(values.format)
  if (values.append && values.replace)
    throw new ImportUsage(
      '--append and --replace exclude each other: rows complete the others, or stand in for them.',
    )
  if (values.origin !== undefined && format !== 'llm-requests')
    throw new ImportUsage(`--origin means nothing for ${format}, whose days are written in full.`)
  return {
    files: positionals,
    format,
    mapFile: values.map ?? null,
    overlap: values.append ? 'append' : values.replace ? 'replace' : 'refuse',
    origin: values.origin === undefined ? null : originOf(values.origin),
    dataDir: values['data-dir'] ?? null,
    dryRun: values['dry-run'],
    json: values.json,
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
