import type { ExportRequest } from '#app/imports/exports/export-request.ts'
import type { ImportMap } from '#app/imports/map.ts'
import type { RuleSource } from '#app/imports/map-rules.ts'
import { textCell } from '#app/sources/export-cells.ts'
import { type ExportColumns, ExportRefused } from '#app/sources/export-source.ts'
import { EXPORTS } from '#app/sources/exports.ts'
import { findField, isPlain } from '#app/sources/table-schema.ts'
import type { SqlParameter } from '#app/warehouse/warehouse.ts'

/** Filled with the parameters that rules need. */
export type RuleParameters = Record<string, SqlParameter>

/** A rule that looks at something, the column that holds what it sees, and the texts that it knows. */
type LookingRule = {
  readonly from: RuleSource
  readonly written: string
  readonly seen: string
  readonly known: readonly string[]
}

/** Every rule of a map: those that assign, then the perimeter's. */
export function lookedAt({ assign, perimeter }: ImportMap): readonly LookingRule[] {
  return [
    ...assign.map(({ from, written, values }, index) => ({
      from,
      written,
      seen: `seen_${index}`,
      known: [...(values?.keys() ?? [])],
    })),
    ...(perimeter ?? []).map(({ from, written, values }, index) => ({
      from,
      written,
      seen: `within_${index}`,
      known: values,
    })),
  ]
}

/**
 * The text that a rule sees in the row `r`; NULL when it has none.
 * @throws {ExportRefused} when the table has no such thing to look at
 */
export function seenBy(
  { format, table, map }: ExportRequest,
  columns: ExportColumns,
  { from, written, seen, known }: LookingRule,
  parameters: RuleParameters,
): string {
  if (from.kind === 'column') {
    const text = isPlain(table.schema, from.header) ? textCell(table.schema, from.header) : null
    return text ?? refuse(written, findField(table.schema, from.header) !== null)
  }
  if (from.kind === 'field') {
    if (EXPORTS[format].fields[from.field]?.kind !== 'texts')
      return columns.texts[from.field] ?? refuse(written, false)
    if (columns.folders === null) return refuse(written, false)
    parameters[`${seen}_names`] = { type: 'STRING[]', value: known }
    return `(SELECT f.name FROM UNNEST(${columns.folders}) AS f WHERE f.name IN UNNEST(@${seen}_names) ORDER BY f.depth DESC, f.name LIMIT 1)`
  }
  const look = { kind: from.kind, key: from.key, parameter: `${seen}_key` }
  const keyed = EXPORTS[format].keyed(table.schema, map.columns, look)
  if (keyed === null) return refuse(written, false)
  parameters[look.parameter] = { type: 'STRING', value: keyed.parameter }
  return keyed.sql
}

function refuse(written: string, isNested: boolean): never {
  throw new ExportRefused(
    isNested
      ? `A rule of the map looks at ${written}, which holds no single value`
      : `A rule of the map looks at ${written}, and the table has nothing of the kind`,
    'Mend the rule, or name the table that has it (resources and prices are in the detailed export only).',
  )
}

/** What the perimeter makes of a row of `t`: its nature, the rule that decided and the text it decided on. */
export function natureRules({ perimeter }: ImportMap): {
  readonly columns: readonly string[]
  readonly parameters: RuleParameters
} {
  if (perimeter === null)
    return {
      columns: [
        "'ai' AS nature",
        'CAST(NULL AS INT64) AS nature_rule',
        'CAST(NULL AS STRING) AS nature_text',
      ],
      parameters: {},
    }
  const choose = (then: (index: number) => string, otherwise: string) =>
    `CASE ${perimeter.map((_, index) => `WHEN t.within_${index} IN UNNEST(@texts_${index}) THEN ${then(index)}`).join(' ')} ELSE ${otherwise} END`
  return {
    columns: [
      `${choose((index) => `'${perimeter[index]?.is}'`, "'undecided'")} AS nature`,
      `${choose(String, 'NULL')} AS nature_rule`,
      `${choose((index) => `t.within_${index}`, 'NULL')} AS nature_text`,
    ],
    parameters: Object.fromEntries(
      perimeter.map(({ values }, index) => [`texts_${index}`, { type: 'STRING[]', value: values } as const]),
    ),
  }
}
