import { readFields } from './fields.ts'
import { type Call, ok, pageOf, type Route } from './messages.ts'
import { checkIfMatch, etag, settingsAfter } from './resources.ts'
import {
  contentBytes,
  type Json,
  revise,
  type Store,
  type StoredTable,
  tableReference,
  tableText,
} from './store.ts'
import { invalid } from './wire-error.ts'

const PATH = '/bigquery/v2/projects/{project}/datasets/{dataset}/tables'
const COMPUTED = [
  'kind',
  'id',
  'etag',
  'selfLink',
  'tableReference',
  'schema',
  'type',
  'location',
  'numRows',
  'numBytes',
  'creationTime',
  'lastModifiedTime',
]

/** The methods on tables: insert, list, get, patch, update, delete. */
export function tableRoutes(store: Store): readonly Route[] {
  const named = ({ part }: Call) =>
    store.table({ project: part('project'), dataset: part('dataset'), table: part('table') })
  const change = (method: 'PATCH' | 'PUT'): Route => ({
    method,
    path: `${PATH}/{table}`,
    handle(call) {
      const table = named(call)
      checkIfMatch(call.request, table)
      const { schema } = (call.request.body ?? {}) as Json
      if (schema) changeSchema(table, schema)
      table.settings = settingsAfter(call.request, table.settings, COMPUTED)
      revise(table)
      return ok(tableResource(store, table))
    },
  })
  return [
    {
      method: 'POST',
      path: PATH,
      handle({ request, part }) {
        const body = (request.body ?? {}) as Json
        const { tableId = '' } = (body.tableReference ?? {}) as { tableId?: string }
        if (!/^[\w-]+$/.test(tableId)) throw invalid(`Invalid table ID "${tableId}".`)
        const name = { project: part('project'), dataset: part('dataset'), table: tableId }
        const content = { fields: readFields(body.schema), rows: [] }
        const settings = settingsAfter(request, {}, COMPUTED)
        return ok(tableResource(store, store.createTable(name, settings, content)))
      },
    },
    {
      method: 'GET',
      path: PATH,
      handle({ request, part }) {
        const all = store.tables(part('project'), part('dataset'))
        const { page, next } = pageOf(all, request.query)
        const tables = page.map((table) => listed(tableResource(store, table)))
        return ok({ kind: 'bigquery#tableList', tables, totalItems: all.length, ...next })
      },
    },
    { method: 'GET', path: `${PATH}/{table}`, handle: (call) => ok(tableResource(store, named(call))) },
    change('PATCH'),
    change('PUT'),
    {
      method: 'DELETE',
      path: `${PATH}/{table}`,
      handle(call) {
        const table = named(call)
        checkIfMatch(call.request, table)
        store.deleteTable(table.name)
        return { status: 204 }
      },
    },
  ]
}

/** What a list says of a table. */
const LISTED =
  'kind id tableReference friendlyName type timePartitioning clustering labels view creationTime expirationTime'.split(
    ' ',
  )

function listed(resource: Json): Json {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => LISTED.includes(name)))
}

/** Columns may be added, and described; one that is there stays with its type. */
function changeSchema(table: StoredTable, schema: unknown): void {
  const fields = readFields(schema)
  const lost = table.content.fields.find(
    (old) => !fields.some(({ name, type }) => name === old.name && type === old.type),
  )
  if (lost !== undefined)
    throw invalid(
      `Provided Schema does not match Table ${tableText(table.name)}. Field ${lost.name} is missing in new schema`,
    )
  const rows = table.content.rows.map((row) =>
    Object.fromEntries(
      fields.map(({ name, mode }) => [name, row[name] ?? (mode === 'REPEATED' ? [] : null)]),
    ),
  )
  table.content = { fields, rows }
}

function tableResource(store: Store, table: StoredTable) {
  const { name, settings, content, created, modified } = table
  return {
    ...settings,
    kind: 'bigquery#table',
    id: tableText(name),
    etag: etag(table),
    tableReference: tableReference(name),
    schema: { fields: content.fields },
    type: settings.view === undefined ? 'TABLE' : 'VIEW',
    location: store.dataset(name.project, name.dataset).location,
    numRows: String(content.rows.length),
    numBytes: String(contentBytes(content)),
    creationTime: String(created),
    lastModifiedTime: String(modified),
  }
}
