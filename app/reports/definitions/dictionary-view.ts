import { footerText, type Words } from '#app/reports/words.ts'
import { columnDescription, tableDescription } from '#app/warehouse/descriptions.ts'
import { columnsOf, coreTables, serveTables } from '#app/warehouse/tables.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type DictionaryView = ReturnType<typeof dictionaryView>

/** Every table and column of the warehouse, as the schema describes them; the same words stand in BigQuery. */
export function dictionaryView(dataset: DatasetInfo, words: Words) {
  const { messages } = words
  const say = messages.definitions.dictionary
  const layers = [
    { id: 'core', title: say.core, tables: coreTables() },
    { id: 'serve', title: say.serve, tables: serveTables().filter((table) => !coreTables().includes(table)) },
  ]
  return {
    title: `${say.title} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    message: say.message(layers.flatMap(({ tables }) => tables).length),
    standfirst: say.standfirst,
    layers: layers.map(({ id, title, tables }) => ({
      id,
      title,
      tables: tables.map((table) => ({
        name: table,
        description: tableDescription(table),
        columns: columnsOf(table).map(({ name, type, nullable }) => ({
          name,
          type: type.replace('DECIMAL', 'NUMERIC'),
          nullable: nullable ? say.nullable : say.required,
          description: columnDescription(table, name),
        })),
      })),
    })),
  }
}
