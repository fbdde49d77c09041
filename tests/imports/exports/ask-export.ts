import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import { NO_MAP, parseMap } from '#app/imports/map.ts'
import type { ExportFormatId } from '#app/sources/export-source.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import type { Row, Statement } from '#app/warehouse/warehouse.ts'
import type { Engine } from '#tests/googlesql/engine.ts'
import { DETAILED } from './gcp-rows.ts'

/** A request over the table `raw.bill`, the detailed export unless a test says otherwise. */
export function requestOf(
  over: Partial<ExportRequest> & { readonly schema?: ExportRequest['table']['schema'] } = {},
): ExportRequest {
  const { schema = DETAILED, ...rest } = over
  return {
    format: 'gcp-billing',
    table: { reference: '`raw.bill`', schema, isIngestionPartitioned: false },
    map: NO_MAP,
    months: ['2026-02', '2026-03', '2026-04'],
    exportedUntil: null,
    ...rest,
  }
}

export function mapOf(map: object, format: ExportFormatId = 'gcp-billing') {
  return parseMap(JSON.stringify(map), 'map.json', EXPORTS[format])
}

/** What a statement answers on the engine, its columns those that it declares, in their order. */
export async function ask(engine: Engine, statement: Statement): Promise<readonly Row[]> {
  const { columns, rows } = await engine.ask(statement.sql, statement.parameters)
  const names = Object.keys(statement.columns)
  if (columns.map(({ name }) => name).join() !== names.join())
    throw new Error(
      `${statement.name} declares ${names.join()} and answers ${columns.map(({ name }) => name).join()}`,
    )
  return rows as unknown as readonly Row[]
}
