import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { patchTable } from '#app/warehouse/bigquery/table.server.ts'
import { serveFields } from '#app/warehouse/bigquery/table-fields.ts'
import { VERSION_FIELDS, VERSIONS } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { versionName } from '#app/warehouse/bigquery/version-tables.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'
import { serveTables } from '#app/warehouse/tables.ts'
import type { WireColumn, WireRow, WireServer } from '#tests/bigquery/wire-server.ts'
import { FIXTURE_INFO } from '#tests/warehouse/fixture.ts'

/** What the tables of a published version are said to be built by. */
export const BUILD = 'f'.repeat(64)

const columnsOf = (fields: readonly object[]) => fields as readonly WireColumn[]

/** Puts every table that pages read there, as one version: with these rows, or empty. */
export function putTables(
  server: WireServer,
  { settings: { project, dataset } }: BigQueryClient,
  version: string,
  rows: Readonly<Record<string, readonly WireRow[]>>,
): void {
  for (const table of serveTables())
    server.putTable(
      project,
      dataset,
      versionName(table, version),
      columnsOf(serveFields(table)),
      rows[table] ?? [],
    )
}

/** Notes a version and serves it. Where there is no engine to read its row, `isAnswered` answers with it. */
export async function publish(
  server: WireServer,
  client: BigQueryClient,
  version: string,
  { build = BUILD, isAnswered = true } = {},
): Promise<void> {
  const { project, dataset } = client.settings
  const row = {
    version,
    published_at: '2026-11-16 10:00:00+00',
    source: 'test',
    watermark: FIXTURE_INFO.asOf,
    row_count: 0,
    checks_failed: 0,
    manifest: JSON.stringify(manifestOf(version, build)),
  }
  server.putTable(project, dataset, VERSIONS, columnsOf(VERSION_FIELDS), [row])
  if (isAnswered) {
    const asText = (field: { readonly name: string; readonly type: string }) =>
      field.type === 'TIMESTAMP' ? { ...field, type: 'STRING' } : field
    server.answer(/data_version/, { columns: columnsOf(VERSION_FIELDS.map(asText)), rows: [row] })
  }
  await patchTable(client, VERSIONS, { labels: { served: version } })
}

function manifestOf(version: string, digest: string): Manifest {
  const { name, asOf, firstMonth, lastMonth, fiscalStart, groupName } = FIXTURE_INFO
  return {
    format: 1,
    dataset: name,
    version,
    asOf,
    firstMonth,
    lastMonth,
    fiscalStart,
    groupName,
    parts: [],
    imports: [],
    serve: { file: 'serve', digest },
    demo: null,
  }
}
