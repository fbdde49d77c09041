import { columnsRead } from './columns-read.ts'
import { contentBytes } from './content.ts'
import type { Language } from './language.ts'
import type { Message, Service } from './service.ts'
import { MESSAGE_LIMIT_BYTES } from './service.ts'
import { leastBytes, narrow, type Selection, schemaMessage, type Table } from './tables.ts'

/** Room for the tables' columns beside their rows. */
const SCHEMA_BYTES = 64 * 1024

/** Catalogs of columns kept by the engine at once. */
const KEPT = 8

type Registered = { id: string; selection: Selection }

export type Catalogs = {
  replace(tables: readonly Table[]): Promise<void>
  tables(): readonly Table[]
  table(name: string): Table
  /** A catalog without rows. */
  schemaOnly(): Promise<string>
  /** A catalog with the rows a statement reads: all tables when they fit in one message, else only the columns it names. */
  forStatement(sql: string, options: Message): Promise<string>
  /** What a request of EvaluateModify says of every table, rows included as encoded fields. */
  whole(withKeys: boolean): { simpleCatalog: Message; encodedFields: Buffer }
}

/** The field of a request of EvaluateModify that carries rows by table name. */
const CONTENT_OF_MODIFY = 7

/** Keeps the registered tables, and what the engine already holds of them. */
export function openCatalogs(service: Service, language: Language): Catalogs {
  let tables: readonly Table[] = []
  let schema: string | null = null
  let fits = true
  let registered: Registered[] = []

  const encode = (message: Message) => service.encode('RegisterCatalog', message)

  async function add(some: readonly Table[], content: Buffer): Promise<string> {
    const message = { simple_catalog: schemaMessage(some, language.everything) }
    const { registered_id } = await service.call('RegisterCatalog', message, content)
    const id = String(registered_id)
    registered.unshift({ id, selection: selectionOf(some) })
    for (const { id: old } of registered.splice(KEPT))
      await service.call('UnregisterCatalog', { registered_id: old })
    return id
  }

  async function schemaOnly(): Promise<string> {
    schema ??= String(
      (await service.call('RegisterCatalog', { simple_catalog: schemaMessage(tables, language.everything) }))
        .registered_id,
    )
    return schema
  }

  return {
    tables: () => tables,
    table(name) {
      const found = tables.find((table) => table.name === name)
      if (found === undefined) throw new Error(`${name} is not registered with GoogleSQL's engine`)
      return found
    },
    schemaOnly,
    async replace(next) {
      const old = [...registered.map(({ id }) => id), ...(schema === null ? [] : [schema])]
      tables = next
      registered = []
      schema = null
      fits = leastBytes(next) <= MESSAGE_LIMIT_BYTES
      if (fits) {
        const content = contentBytes(next, encode)
        fits = content.length + SCHEMA_BYTES <= MESSAGE_LIMIT_BYTES
        if (fits) await add(next, content)
      }
      for (const id of old) await service.call('UnregisterCatalog', { registered_id: id })
    },
    async forStatement(sql, options) {
      const held = fits && registered[0]
      if (held) return held.id
      if (fits) return add(tables, contentBytes(tables, encode))
      const analysed = await service.call('Analyze', {
        sql_statement: sql,
        options,
        registered_catalog_id: await schemaOnly(),
      })
      const needed = columnsRead(sql, analysed, tables)
      const reusable = registered.find(({ selection }) => holds(selection, needed))
      if (reusable) return reusable.id
      const some = narrow(tables, needed)
      const content = contentBytes(some, encode)
      refuseTooLarge(content.length, some)
      return add(some, content)
    },
    whole(withKeys) {
      const encodedFields = contentBytes(tables, encode, CONTENT_OF_MODIFY)
      refuseTooLarge(encodedFields.length, tables)
      return { simpleCatalog: schemaMessage(tables, language.everything, withKeys), encodedFields }
    },
  }
}

function selectionOf(tables: readonly Table[]): Selection {
  return new Map(tables.map(({ name, columns }) => [name, new Set(columns.map((column) => column.name))]))
}

function holds(selection: Selection, needed: Selection): boolean {
  return [...needed].every(([table, columns]) => {
    const held = selection.get(table)
    // Counting rows reads no column of a table that must be there all the same.
    return held !== undefined && [...columns].every((column) => held.has(column))
  })
}

function refuseTooLarge(bytes: number, tables: readonly Table[]): void {
  if (bytes + SCHEMA_BYTES <= MESSAGE_LIMIT_BYTES) return
  const sizes = tables.map(
    ({ name, rows, columns }) => `${name}: ${rows.length} rows × ${columns.length} columns`,
  )
  throw new Error(
    `the statement reads ${bytes} bytes of tables, and one message holds ${MESSAGE_LIMIT_BYTES} (${sizes.join(', ')}): register fewer rows or name fewer columns`,
  )
}
