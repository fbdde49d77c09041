import type { PlainRow } from './cells.ts'
import type { Field } from './fields.ts'
import { duplicate, notFound } from './wire-error.ts'

export type Json = Readonly<Record<string, unknown>>

/** Columns and rows; replaced as a whole by every write, so that its identity tells whether a table has changed. */
export type Content = { readonly fields: readonly Field[]; readonly rows: readonly PlainRow[] }

export type TableName = { readonly project: string; readonly dataset: string; readonly table: string }

/** A thing with an etag: `revision` changes with every change. */
type Revised = { revision: number; readonly created: number; modified: number }

/** A table: what clients set of it besides its schema, and its content. */
export type StoredTable = Revised & { readonly name: TableName; settings: Json; content: Content }

export type StoredDataset = Revised & {
  readonly project: string
  readonly id: string
  readonly location: string
  settings: Json
  readonly tables: Map<string, StoredTable>
}

export type Store = {
  datasets(project: string): readonly StoredDataset[]
  dataset(project: string, id: string): StoredDataset
  createDataset(project: string, id: string, location: string, settings: Json): StoredDataset
  deleteDataset(project: string, id: string): void
  /** Throws 404 for a table that is not there or has expired. */
  table(name: TableName): StoredTable
  findTable(name: TableName): StoredTable | null
  tables(project: string, dataset: string): readonly StoredTable[]
  createTable(name: TableName, settings: Json, content: Content): StoredTable
  deleteTable(name: TableName): void
}

export function openStore(): Store {
  const all = new Map<string, StoredDataset>()

  const dataset = (project: string, id: string) => {
    const found = all.get(`${project}:${id}`)
    if (found === undefined) throw notFound(`Dataset ${project}:${id}`)
    return found
  }

  const findTable = (name: TableName) => {
    const { tables } = dataset(name.project, name.dataset)
    const found = tables.get(name.table)
    if (found === undefined) return null
    const { expirationTime } = found.settings
    if (expirationTime === undefined || Number(expirationTime) > Date.now()) return found
    tables.delete(name.table)
    return null
  }

  const table = (name: TableName) => {
    const found = findTable(name)
    if (found === null) throw notFound(`Table ${tableText(name)}`)
    return found
  }

  return {
    datasets: (project) => [...all.values()].filter((each) => each.project === project),
    dataset,
    createDataset(project, id, location, settings) {
      if (all.has(`${project}:${id}`)) throw duplicate(`Dataset ${project}:${id}`)
      const created = { project, id, location, settings, tables: new Map(), ...firstRevision() }
      all.set(`${project}:${id}`, created)
      return created
    },
    deleteDataset(project, id) {
      all.delete(`${project}:${id}`)
    },
    table,
    findTable,
    tables: (project, id) =>
      [...dataset(project, id).tables.values()].filter(({ name }) => findTable(name) !== null),
    createTable(name, settings, content) {
      if (findTable(name) !== null) throw duplicate(`Table ${tableText(name)}`)
      const created = { name, settings, content, ...firstRevision() }
      dataset(name.project, name.dataset).tables.set(name.table, created)
      return created
    },
    deleteTable(name) {
      table(name)
      dataset(name.project, name.dataset).tables.delete(name.table)
    },
  }
}

/** Roughly what the rows weigh: the text of their values. */
export function contentBytes({ rows }: Content): number {
  return rows.reduce((sum, row) => sum + Object.values(row).join('').length, 0)
}

/** A table's name as BigQuery's messages write it. */
export function tableText({ project, dataset, table }: TableName): string {
  return `${project}:${dataset}.${table}`
}

/** A table's name as the API's references write it. */
export function tableReference({ project, dataset, table }: TableName) {
  return { projectId: project, datasetId: dataset, tableId: table }
}

export function readTableReference(reference: unknown): TableName {
  const { projectId, datasetId, tableId } = reference as Record<string, string>
  return { project: String(projectId), dataset: String(datasetId), table: String(tableId) }
}

let revisions = 0

/** Gives a changed thing a revision that nothing had before, not even what bore its name. */
export function revise(what: Revised): void {
  what.revision = ++revisions
  what.modified = Date.now()
}

function firstRevision(): Revised {
  const now = Date.now()
  return { revision: ++revisions, created: now, modified: now }
}
