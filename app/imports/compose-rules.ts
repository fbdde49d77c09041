import type { StagingPlan } from '#app/imports/compose-staging.ts'
import type { NatureRule, RuleSource } from '#app/imports/map-rules.ts'
import { fieldColumn, fieldType } from '#app/imports/read-fields.ts'
import { isMissing, tagValue } from '#app/imports/reading/cells.ts'
import { sqlText } from '#app/imports/reading/sql-text.ts'
import type { Field } from '#app/sources/source.ts'

/** One expression per rule for a dimension, in the order of the map. */
export function assigned(plan: StagingPlan, dimension: string): readonly string[] {
  return plan.map.assign.flatMap((rule, index) => {
    if (rule.to !== dimension) return []
    const day = valueIn(plan, plan.source.day)
    const conditions = [
      ...(rule.since === null ? [] : [`${day} >= DATE ${sqlText(rule.since)}`]),
      ...(rule.until === null ? [] : [`${day} <= DATE ${sqlText(rule.until)}`]),
      ...(rule.values === null && rule.vocabulary !== null
        ? [`t.seen_${index} IN (${rule.vocabulary.map(sqlText).join(', ')})`]
        : []),
    ]
    const id = rule.values === null ? `t.seen_${index}` : `a${index}.id`
    return [conditions.length === 0 ? id : `CASE WHEN ${conditions.join(' AND ')} THEN ${id} END`]
  })
}

/** A rule of the map with the names that its statement gives to the cell it looks at and to the text it sees there. */
export type LookingRule = { readonly from: RuleSource; readonly cell: string; readonly seen: string }

/** Every rule that looks at something, in the order of the map: those that assign, then the perimeter's. */
export function lookingRules({ map }: StagingPlan): readonly LookingRule[] {
  return [
    ...map.assign.map(({ from }, index) => ({ from, cell: `looked_${index}`, seen: `seen_${index}` })),
    ...(map.perimeter ?? []).map(({ from }, index) => ({
      from,
      cell: `bounded_${index}`,
      seen: `within_${index}`,
    })),
  ]
}

/** The text that a rule looks at; NULL when the row has none. */
export function seenBy(plan: StagingPlan, { from, cell }: LookingRule): string {
  if (from.kind === 'column') return `(CASE WHEN ${isMissing(cell)} THEN NULL ELSE ${cell} END)`
  if (from.kind === 'field')
    return from.field in plan.found ? fieldColumn('value', from.field) : 'CAST(NULL AS VARCHAR)'
  return 'tags' in plan.found ? tagValue(fieldColumn('value', 'tags'), from.key) : 'CAST(NULL AS VARCHAR)'
}

/** What the perimeter makes of a row: its nature, the rule that decided, and the text it decided on (NULL: none did). */
export function natureOf({ map }: StagingPlan): Readonly<Record<'nature' | 'rule' | 'text', string>> {
  const rules = map.perimeter
  if (rules === null) return { nature: "'ai'", rule: 'NULL', text: 'NULL' }
  const choose = (then: (rule: NatureRule, index: number) => string, otherwise: string) =>
    `CASE ${rules
      .map((rule, index) => {
        const texts = rule.values.map(sqlText).join(', ')
        return `WHEN t.within_${index} IN (${texts}) THEN ${then(rule, index)}`
      })
      .join(' ')} ELSE ${otherwise} END`
  return {
    nature: choose(({ is }) => sqlText(is), sqlText('undecided')),
    rule: choose((_, index) => String(index), 'NULL'),
    text: choose((_, index) => `t.within_${index}`, 'NULL'),
  }
}

/** The value of a field in the typed rows `t`; a typed NULL when the file lacks its column. */
export function valueIn(plan: StagingPlan, field: string): string {
  if (field in plan.found) return `t.${fieldColumn('value', field)}`
  return `CAST(NULL AS ${fieldType(fieldOf(plan, field).kind)})`
}

/** Fields of the format that the file has. */
export function fieldsFound(plan: StagingPlan): readonly string[] {
  return Object.keys(plan.source.fields).filter((field) => field in plan.found)
}

/** A field by name; one that the format does not have throws. */
export function fieldOf(plan: StagingPlan, name: string): Field {
  const field = plan.source.fields[name]
  if (field === undefined) throw new Error(`${plan.source.format} has no field ${name}.`)
  return field
}
