import type { StagingPlan } from '#app/imports/compose-staging.ts'
import type { AssignRule } from '#app/imports/map.ts'
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

/** The text that a rule looks at; NULL when the row has none. */
export function seenBy(plan: StagingPlan, rule: AssignRule, index: number): string {
  const cell = (name: string) => `(CASE WHEN ${isMissing(name)} THEN NULL ELSE ${name} END)`
  if (rule.from.kind === 'column') return cell(`looked_${index}`)
  if (rule.from.kind === 'field')
    return rule.from.field in plan.found ? fieldColumn('value', rule.from.field) : 'CAST(NULL AS VARCHAR)'
  return 'tags' in plan.found
    ? tagValue(fieldColumn('value', 'tags'), rule.from.key)
    : 'CAST(NULL AS VARCHAR)'
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
