/** A column of a table as the warehouse's schema says it; `fields` of a nested one. */
export type TableField = {
  readonly name: string
  /** As BigQuery spells it, in either of its spellings: STRING, FLOAT or FLOAT64, RECORD or STRUCT … */
  readonly type: string
  readonly mode?: 'NULLABLE' | 'REQUIRED' | 'REPEATED'
  readonly fields?: readonly TableField[]
}

export type TableSchema = readonly TableField[]

/** The fields on the way to `project.labels.key`, in the schema's own spelling; null when the table lacks it. */
function fieldsTo(schema: TableSchema, path: string): readonly TableField[] | null {
  const found: TableField[] = []
  let among: TableSchema = schema
  for (const name of path.split('.')) {
    const field = among.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (field === undefined) return null
    found.push(field)
    among = field.fields ?? []
  }
  return found
}

/** A column by its path (`project.id`); letter case does not matter, as in BigQuery. Null when the table lacks it. */
export function findField(schema: TableSchema, path: string): TableField | null {
  return fieldsTo(schema, path)?.at(-1) ?? null
}

/** Whether a column has one value by row, and none inside a list. */
export function isPlain(schema: TableSchema, path: string): boolean {
  const fields = fieldsTo(schema, path)
  return fields?.every(({ mode }) => mode !== 'REPEATED') === true && fields.at(-1)?.fields === undefined
}

/** The column as GoogleSQL over the row `r`. Throws for one that the table lacks: look first. */
export function columnSql(schema: TableSchema, path: string): string {
  const fields = fieldsTo(schema, path)
  if (fields === null) throw new Error(`The table has no column ${path}.`)
  return ['r', ...fields.map(({ name }) => googlesqlName(name))].join('.')
}

/** A name as GoogleSQL quotes it. */
export function googlesqlName(name: string): string {
  return `\`${name.replace(/[`\\]/g, '\\$&')}\``
}

/** A text as a GoogleSQL literal. */
export function googlesqlText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`
}

/** A type in GoogleSQL's own spelling, its precision left out. */
export function googlesqlType({ type }: TableField): string {
  const plain = type.toUpperCase().replace(/\(.*$/, '')
  return SPELLINGS[plain] ?? plain
}

const SPELLINGS: Readonly<Record<string, string>> = {
  FLOAT: 'FLOAT64',
  INTEGER: 'INT64',
  BOOLEAN: 'BOOL',
  RECORD: 'STRUCT',
  DECIMAL: 'NUMERIC',
  BIGDECIMAL: 'BIGNUMERIC',
}
