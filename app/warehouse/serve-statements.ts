import { ALLOWING_OPINIONS, DAILY_FACTS, type DailyFact, FACTS, type Fact } from '#app/warehouse/schema.ts'
import { SCHEMA, type Schema } from '#app/warehouse/tables.ts'

/** One branch of a fact table: the columns it fills and the SELECT, with table placeholders, that fills them. */
export type ServeStatement = {
  readonly fact: Fact
  readonly columns: readonly string[]
  readonly sql: string
  /** What follows it where rows keep the order they are written in; clustered tables refuse it. */
  readonly order: string
}

const isDaily = (fact: Fact): fact is DailyFact => DAILY_FACTS.some((daily) => daily === fact)

/** The statements that fill `fact_month` from core, one per fact, in the order of the table. */
export function factMonthStatements(schema: Schema = SCHEMA): readonly ServeStatement[] {
  return FACTS.map((fact) => branch(fact, 'month', schema))
}

/** The statements that fill `fact_day` from core, from the day `@recent_from` on; only facts that have days. */
export function factDayStatements(schema: Schema = SCHEMA): readonly ServeStatement[] {
  return DAILY_FACTS.map((fact) => branch(fact, 'day', schema))
}

function branch(fact: Fact, grain: 'month' | 'day', schema: Schema): ServeStatement {
  const keys = [
    ...(grain === 'day' ? [['day', 'a.day']] : []),
    ['month', 'a.month'],
    ['quarter', 'a.quarter'],
    ['fact', `'${fact}'`],
    ...Object.entries(schema.dimensions).map(([name, column]) => [
      name,
      column.facts.includes(fact) ? (column.derived ?? `a.${name}`) : "'not_applicable'",
    ]),
  ] as const
  const measures = Object.entries(schema.measures)
    .filter(([, column]) => column.facts.includes(fact))
    .map(([name, column]) => [name, `SUM(${column.derived ?? `a.${name}`})`] as const)
  const { before, from } = rowsOf(fact, grain, schema)
  const select = [...keys, ...measures].map(([name, sql]) => `  ${sql} AS ${name}`)
  const order = ['month', 'subsidiary', 'project'].map((name) => 1 + keys.findIndex(([key]) => key === name))
  return {
    fact,
    columns: [...keys, ...measures].map(([name]) => name ?? ''),
    sql: `${before}SELECT\n${select.join(',\n')}\nFROM ${from}\nGROUP BY ${keys.map((_, index) => index + 1).join(', ')}`,
    order: `\nORDER BY ${order.join(', ')}`,
  }
}

const ENTITIES = `LEFT JOIN {subsidiary} AS s ON s.subsidiary = a.subsidiary
LEFT JOIN {project} AS p ON p.project = a.project
LEFT JOIN {model} AS mo ON mo.model = a.model`

/** The rows behind a fact, under the alias `a`, with the tables that derived columns of the schema read. */
function rowsOf(fact: Fact, grain: 'month' | 'day', schema: Schema): { before: string; from: string } {
  if (fact === 'requests' || fact === 'gpu')
    return {
      before: `WITH ${routed(fact, grain, schema)},\n${estimated(fact)}\n`,
      from: `estimated AS a\n${ENTITIES}`,
    }
  if (isDaily(fact))
    return { before: `WITH ${dated(fact, grain, schema)}\n`, from: `dated AS a\n${ENTITIES}` }
  return { before: '', from: MONTHLY_ROWS[fact] }
}

function dated(fact: DailyFact, grain: 'month' | 'day', schema: Schema): string {
  const columns = coreColumns(fact, schema).map((name) => `a.${name}`)
  const recent = grain === 'day' ? ' AND a.day >= @recent_from' : ''
  return `dated AS (
  SELECT a.day, d.month, d.quarter, ${columns.join(', ')}
  FROM {activity_daily} AS a
  JOIN {calendar_day} AS d ON d.day = a.day
  WHERE a.fact = '${fact}'${recent}
)`
}

function coreColumns(fact: Fact, schema: Schema): string[] {
  return [...Object.entries(schema.dimensions), ...Object.entries(schema.measures)]
    .filter(([, column]) => column.facts.includes(fact) && column.derived === undefined)
    .map(([name]) => name)
}

/** Says of each row what its estimate starts from: GPU hours win over the tokens that they served. */
function routed(fact: 'requests' | 'gpu', grain: 'month' | 'day', schema: Schema): string {
  if (fact === 'gpu')
    return `${dated(fact, grain, schema)},
routed AS (
  SELECT a.*, SUBSTR(a.month, 1, 4) AS year, CASE
      WHEN a.metered_kwh IS NOT NULL THEN 'metered'
      WHEN a.gpu_hours_used IS NOT NULL THEN 'gpu_hours_used'
      ELSE 'gpu_hours' END AS route
  FROM dated AS a
)`
  return `${dated(fact, grain, schema)},
served AS (
  SELECT DISTINCT d.month, g.account, g.model
  FROM {activity_daily} AS g
  JOIN {calendar_day} AS d ON d.day = g.day
  WHERE g.fact = 'gpu' AND g.model <> 'unassigned'
),
routed AS (
  SELECT a.*, 'not_applicable' AS accelerator, SUBSTR(a.month, 1, 4) AS year, CASE
      WHEN v.account IS NOT NULL THEN 'served_by_gpu'
      WHEN a.input_tokens IS NOT NULL AND a.output_tokens IS NOT NULL THEN 'tokens'
      ELSE 'requests_only' END AS route
  FROM dated AS a
  LEFT JOIN served AS v ON v.month = a.month AND v.account = a.account AND v.model = a.model
)`
}

/** What a coefficient depends on, spelled as the columns of `coefficient`. */
export const COMBINATION = [
  'route',
  'year',
  'provider',
  'model',
  'accelerator',
  'region',
  'hosting',
  'phase',
] as const

/** The combinations met in core: what the footprint has to resolve before `fact_month` can be filled. */
export function combinationStatement(fact: 'requests' | 'gpu', schema: Schema = SCHEMA): string {
  return `WITH ${routed(fact, 'month', schema)}
SELECT DISTINCT '${fact}' AS fact, ${COMBINATION.map((name) => `a.${name}`).join(', ')}
FROM routed AS a
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9`
}

function product(measure: string, coefficient: string): string {
  return `a.${measure} * c.${coefficient}`
}

/** Energy or emissions of one row; NULL where no factor is known, never 0. Products keep 18 decimals on both engines. */
function estimate(fact: 'requests' | 'gpu', prefix: 'wh' | 'g'): string {
  const rounded = (sum: string) => `ROUND(${sum}, 18)`
  if (fact === 'requests')
    return `CASE WHEN a.route = 'tokens' THEN ${rounded(
      `${product('input_tokens', `${prefix}_per_input_token`)} + ${product('output_tokens', `${prefix}_per_output_token`)}`,
    )} END`
  const idle = 'CASE WHEN a.gpu_hours_used < a.gpu_hours THEN a.gpu_hours - a.gpu_hours_used ELSE 0 END'
  return `CASE a.route
      WHEN 'metered' THEN ${rounded(product('metered_kwh', `${prefix}_per_metered_kwh`))}
      WHEN 'gpu_hours_used' THEN ${rounded(product('gpu_hours_used', `${prefix}_per_gpu_hour_used`))} + ${rounded(`(${idle}) * c.${prefix}_per_gpu_hour_idle`)}
      ELSE ${rounded(product('gpu_hours', `${prefix}_per_gpu_hour`))} END`
}

function weight(fact: 'requests' | 'gpu'): string {
  if (fact === 'gpu') return `ROUND(${product('gpu_hours', 'reference_wh_per_gpu_hour')}, 18)`
  return `CASE a.route
      WHEN 'served_by_gpu' THEN CAST(0 AS BIGNUMERIC)
      WHEN 'tokens' THEN ROUND((a.input_tokens + a.output_tokens) * c.reference_wh_per_token, 18)
      ELSE ROUND(${product('requests', 'reference_wh_per_request')}, 18) END`
}

function estimated(fact: 'requests' | 'gpu'): string {
  const match = COMBINATION.map((name) => `c.${name} = a.${name}`).join(' AND ')
  return `weighed AS (
  SELECT a.*, c.factors, c.assessed,
    ${estimate(fact, 'wh')} AS energy_wh,
    ${estimate(fact, 'g')} AS carbon_g,
    ${weight(fact)} AS activity_wh
  FROM routed AS a
  LEFT JOIN {coefficient} AS c ON c.fact = '${fact}' AND ${match}
),
estimated AS (
  SELECT a.*, CASE WHEN a.assessed = 1 THEN a.activity_wh ELSE CAST(0 AS BIGNUMERIC) END AS activity_wh_assessed
  FROM weighed AS a
)`
}

const WITH_SUBSIDIARY = 'LEFT JOIN {subsidiary} AS s ON s.subsidiary = a.subsidiary'
const WITH_HEADCOUNT = `LEFT JOIN (SELECT DISTINCT k.month, k.subsidiary FROM {headcount} AS k) AS h
  ON h.month = a.month AND h.subsidiary = a.subsidiary`

/** Months of the data: those of a plan that come after have their first day after « today », their last one. */
const HAS_BEGUN = 'm.first_day <= m.last_day'

/** Rows of a core table that already are months, under the alias `a`. */
function monthlyRows(table: string, columns: string, months = ` AND ${HAS_BEGUN}`): string {
  return `(
  SELECT m.month, m.quarter, ${columns}
  FROM {${table}} AS r
  JOIN {calendar_month} AS m ON m.month = r.month${months}
) AS a`
}

const MONTHLY_ROWS: Record<Exclude<Fact, DailyFact>, string> = {
  users: `${monthlyRows('active_users_month', 'r.subsidiary, r.source, r.source_rows, r.active_users')}
${WITH_SUBSIDIARY}
${WITH_HEADCOUNT}`,
  headcount: `${monthlyRows('headcount', 'r.subsidiary, r.source, r.source_rows, r.headcount')}
${WITH_SUBSIDIARY}`,
  budget: `${monthlyRows('budget', 'r.subsidiary, r.source, r.currency, r.source_rows, r.budget', '')}
${WITH_SUBSIDIARY}`,
  workshops: `${monthlyRows('workshop', 'r.subsidiary, r.source, 1 AS source_rows, 1 AS workshops, r.participants AS workshop_participants, r.use_cases_given AS workshop_use_cases')}
${WITH_SUBSIDIARY}`,
  trained: `(
  SELECT m.month, m.quarter, w.subsidiary, w.source, 1 AS source_rows, w.first_time_participants AS trained_employees
  FROM {calendar_month} AS m
  JOIN {workshop} AS w ON w.month <= m.month AND ${HAS_BEGUN}
) AS a
${WITH_SUBSIDIARY}
${WITH_HEADCOUNT}`,
  projects: `(
  SELECT m.month, m.quarter, r.project, r.subsidiary, r.approach, r.source, 1 AS source_rows, 1 AS use_cases,
    CASE
      WHEN r.stopped_on <= m.last_day THEN 'stopped'
      WHEN r.production_on <= m.last_day THEN 'production'
      WHEN r.pilot_on <= m.last_day THEN 'pilot'
      WHEN r.framing_on <= m.last_day THEN 'framing'
      ELSE 'idea' END AS stage,
    CASE WHEN v.reviewed_on <= m.last_day THEN 1 ELSE 0 END AS use_cases_reviewed
  FROM {calendar_month} AS m
  JOIN {project} AS r ON r.idea_on <= m.last_day AND ${HAS_BEGUN}
  LEFT JOIN (
    SELECT o.project, MIN(o.decided_on) AS reviewed_on
    FROM {review} AS o
    WHERE o.opinion IN (${ALLOWING_OPINIONS.map((opinion) => `'${opinion}'`).join(', ')})
    GROUP BY o.project
  ) AS v ON v.project = r.project
) AS a
${WITH_SUBSIDIARY}
LEFT JOIN {project} AS p ON p.project = a.project`,
  sources: monthlyRows(
    'source_month',
    'r.source, r.supplied, 1 AS source_rows, r.months_expected, r.months_loaded',
  ),
}
