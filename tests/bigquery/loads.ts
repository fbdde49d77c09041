import { readFields } from './fields.ts'
import type { Outcome } from './jobs.ts'
import { readSource, type SourceOptions } from './load-sources.ts'
import { contentBytes, type Json, readTableReference, type Store } from './store.ts'
import { invalid, notImplemented } from './wire-error.ts'
import { writeTable } from './write-table.ts'

/** A load job's configuration. */
export type LoadConfiguration = SourceOptions & {
  readonly destinationTable?: unknown
  readonly schema?: unknown
  readonly writeDisposition?: string
  readonly createDisposition?: string
  readonly timePartitioning?: unknown
  readonly clustering?: unknown
  readonly autodetect?: boolean
}

/** Loads an uploaded file into its table, whole or not at all. */
export async function load(store: Store, configuration: LoadConfiguration, bytes: Buffer): Promise<Outcome> {
  const { schema, autodetect, writeDisposition = 'WRITE_APPEND' } = configuration
  if (autodetect) throw notImplemented('loads that guess the schema')
  const destination = readTableReference(configuration.destinationTable)
  const [table = ''] = destination.table.split('$')
  const known = store.findTable({ ...destination, table })?.content.fields
  const fields = schema === undefined ? known : readFields(schema)
  if (fields === undefined) throw invalid('No schema specified on job or table.')
  const rows = await readSource(fields, bytes, configuration)
  writeTable(store, destination, {
    disposition: writeDisposition,
    create: configuration.createDisposition ?? 'CREATE_IF_NEEDED',
    settings: layout(configuration),
    fields,
    rows,
  })
  const statistics = {
    inputFiles: '1',
    inputFileBytes: String(bytes.length),
    outputRows: String(rows.length),
    outputBytes: String(contentBytes({ fields, rows })),
    badRecords: '0',
  }
  return { answer: { fields: [], rows: [] }, statistics: { load: statistics } }
}

/** How a job lays out a table that it makes. */
export function layout(configuration: {
  readonly timePartitioning?: unknown
  readonly clustering?: unknown
}): Json {
  const { timePartitioning, clustering } = configuration
  return { ...(timePartitioning ? { timePartitioning } : {}), ...(clustering ? { clustering } : {}) }
}
