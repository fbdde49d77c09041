import { textOf } from '#app/sources/export-cells.ts'
import { columnSql, findField, googlesqlName, type TableSchema } from '#app/sources/table-schema.ts'

/** The text under a key of a list of keys and values; of several, the first in alphabetical order. */
export function keyedItem(
  schema: TableSchema,
  list: string,
  { key, parameter }: { readonly key: string; readonly parameter: string },
): { readonly sql: string; readonly parameter: string } | null {
  if (findField(schema, `${list}.value`) === null) return null
  const value = textOf(`l.${googlesqlName('value')}`)
  const items = columnSql(schema, list)
  return {
    sql: `(SELECT MIN(${value}) FROM UNNEST(${items}) AS l WHERE l.${googlesqlName('key')} = @${parameter})`,
    parameter: key,
  }
}

/** Organisation and folders above the project, by number and by name: the deeper, the nearer to the project. */
export function foldersOf(schema: TableSchema): string | null {
  if (findField(schema, 'project.ancestry_numbers') === null) return null
  const numbers = `UNNEST(SPLIT(TRIM(${columnSql(schema, 'project.ancestry_numbers')}, '/'), '/')) AS number WITH OFFSET AS depth`
  const byNumber = `ARRAY(SELECT AS STRUCT number AS name, depth FROM ${numbers})`
  const hasNames = ['display_name', 'resource_name'].every(
    (name) => findField(schema, `project.ancestors.${name}`) !== null,
  )
  if (!hasNames) return byNumber
  const ancestors = columnSql(schema, 'project.ancestors')
  const depth = `(SELECT MAX(depth) FROM ${numbers} WHERE number = REGEXP_EXTRACT(a.resource_name, r'[0-9]+$'))`
  const byName = `ARRAY(SELECT AS STRUCT a.display_name AS name, IFNULL(${depth}, -1) AS depth FROM UNNEST(${ancestors}) AS a)`
  return `ARRAY_CONCAT(IFNULL(${byNumber}, []), IFNULL(${byName}, []))`
}
