import type { RuleName } from '#tests/warehouse/sql-lint/rules.ts'

type Pair = { readonly rule: RuleName; readonly refused: string; readonly accepted: string }

const pair = (rule: RuleName, refused: string, accepted: string): Pair => ({ rule, refused, accepted })
const FACTS = 'FROM {fact_month} AS f'
const LISTED = `SELECT f.month ${FACTS} WHERE f.provider IN (SELECT * FROM UNNEST(@list))`
const PLAIN = `SELECT f.month ${FACTS}`
const GROUPED = `SELECT LOWER(f.model) AS lowered, SUM(f.requests) AS requests ${FACTS} GROUP BY 1`

/** Each rule with a statement that it refuses and the one to write instead. */
export const PAIRS: readonly Pair[] = [
  pair('syntax', `SELECT f.month ${FACTS} |> LIMIT 1`, `SELECT f.month ${FACTS} LIMIT 1`),
  pair('one-statement', `${PLAIN}; ${PLAIN}`, PLAIN),
  pair('select-only', "INSERT INTO {project} (project) VALUES ('x')", 'SELECT p.project FROM {project} AS p'),
  pair('bare-table', 'SELECT f.month FROM fact_month AS f', PLAIN),
  pair('bare-table', 'SELECT f.month FROM vigie.fact_month AS f', PLAIN),
  pair('bare-table', 'SELECT f.month FROM `vigie.fact_month` AS f', PLAIN),
  pair('bare-table', `SELECT f.month ${FACTS}, f.list AS l`, PLAIN),
  pair('table-function', "SELECT r.month FROM read_csv('x.csv') AS r", PLAIN),
  pair('placeholder-place', `SELECT {project} AS p ${FACTS}`, PLAIN),
  pair('placeholder-place', `${PLAIN} -- once {project}`, `${PLAIN} -- once project`),
  pair('placeholder-place', `${PLAIN} WHERE f.model = '{project}'`, `${PLAIN} WHERE f.model = @model`),
  pair('unnest', `SELECT f.month ${FACTS} WHERE f.provider IN UNNEST(@list)`, LISTED),
  pair('unnest', `SELECT f.month ${FACTS} CROSS JOIN UNNEST(@list) AS l`, LISTED),
  pair(
    'join-kind',
    `SELECT f.month ${FACTS} NATURAL JOIN {project} AS p`,
    `SELECT f.month ${FACTS} LEFT JOIN {project} AS p ON p.project = f.project`,
  ),
  pair('where-without-from', "SELECT 1 AS one WHERE @month = '2026-01'", 'SELECT 1 AS one'),
  pair(
    'construct',
    'SELECT DISTINCT ON (f.month) f.model FROM {fact_month} AS f',
    `SELECT DISTINCT f.model ${FACTS}`,
  ),
  pair(
    'construct',
    `SELECT COUNT(*) FILTER (WHERE f.fact = 'gpu') AS n ${FACTS}`,
    `SELECT COUNTIF(f.fact = 'gpu') AS n ${FACTS}`,
  ),
  pair('construct', 'SELECT v.a FROM (VALUES (1)) AS v(a)', 'SELECT v.a FROM (SELECT 1 AS a) AS v'),
  pair(
    'division',
    `SELECT f.requests / f.active_users AS share ${FACTS}`,
    `SELECT f.requests / NULLIF(f.active_users, 0) AS share ${FACTS}`,
  ),
  pair(
    'decimal-division',
    `SELECT SUM(f.cost) / NULLIF(SUM(f.requests), 0) AS unit_cost ${FACTS}`,
    `SELECT SUM(f.cost) AS cost, SUM(f.requests) AS requests ${FACTS}`,
  ),
  pair(
    'modulo',
    `SELECT MOD(f.requests, f.headcount) AS rest ${FACTS}`,
    `SELECT MOD(f.requests, NULLIF(f.headcount, 0)) AS rest ${FACTS}`,
  ),
  pair('modulo', `SELECT f.requests % 7 AS rest ${FACTS}`, `SELECT MOD(f.requests, 7) AS rest ${FACTS}`),
  pair(
    'operator',
    `SELECT f.requests ^ 2 AS square ${FACTS}`,
    `SELECT f.requests * f.requests AS square ${FACTS}`,
  ),
  pair(
    'concat',
    `SELECT CONCAT(f.provider, f.model) AS pair ${FACTS}`,
    `SELECT f.provider || f.model AS pair ${FACTS}`,
  ),
  pair(
    'greatest-least',
    `SELECT GREATEST(f.requests, 0) AS n ${FACTS}`,
    `SELECT CASE WHEN f.requests > 0 THEN f.requests ELSE 0 END AS n ${FACTS}`,
  ),
  pair(
    'decimal-literal',
    `SELECT f.cost * 0.5 AS half ${FACTS}`,
    `SELECT f.cost * CAST('0.5' AS DECIMAL(18,6)) AS half ${FACTS}`,
  ),
  pair(
    'float',
    `SELECT CAST(f.requests AS FLOAT64) AS n ${FACTS}`,
    `SELECT CAST(f.requests AS BIGNUMERIC) AS n ${FACTS}`,
  ),
  pair('float', `SELECT f.requests * 1e3 AS n ${FACTS}`, `SELECT f.requests * 1000 AS n ${FACTS}`),
  pair(
    'text-of-decimal',
    `SELECT CAST(f.cost AS STRING) AS cost ${FACTS}`,
    `SELECT f.cost, CAST(f.requests AS STRING) AS requests ${FACTS}`,
  ),
  pair(
    'text-of-decimal',
    `SELECT CAST(SUM(f.cost) AS STRING) AS cost ${FACTS}`,
    `SELECT SUM(f.cost) AS cost, CAST(NULL AS STRING) AS name ${FACTS}`,
  ),
  pair(
    'average',
    `SELECT AVG(f.cost) AS mean ${FACTS}`,
    `SELECT SUM(f.cost) AS cost, COUNT(f.cost) AS n ${FACTS}`,
  ),
  pair(
    'date',
    'SELECT DATE_TRUNC(d.day, MONTH) AS month FROM {calendar_day} AS d',
    'SELECT d.month FROM {calendar_day} AS d',
  ),
  pair(
    'date',
    'SELECT d.day - 1 AS eve FROM {calendar_day} AS d',
    'SELECT d.day FROM {calendar_day} AS d WHERE d.day = @eve',
  ),
  pair(
    'date-part',
    'SELECT EXTRACT(WEEK FROM d.day) AS week FROM {calendar_day} AS d',
    'SELECT EXTRACT(QUARTER FROM d.day) AS q FROM {calendar_day} AS d',
  ),
  pair(
    'approximate',
    `SELECT APPROX_COUNT_DISTINCT(f.model) AS n ${FACTS}`,
    `SELECT COUNT(DISTINCT f.model) AS n ${FACTS}`,
  ),
  pair('logarithm', `SELECT LOG(f.requests) AS n ${FACTS}`, `SELECT f.requests AS n ${FACTS}`),
  pair(
    'substr',
    `SELECT SUBSTR(f.month, 0, 4) AS year ${FACTS}`,
    `SELECT SUBSTR(f.month, 1, 4) AS year ${FACTS}`,
  ),
  pair('function', `SELECT FORMAT('%d', f.requests) AS n ${FACTS}`, `SELECT f.requests AS n ${FACTS}`),
  pair(
    'element-of-list',
    `SELECT f.model[1] AS first ${FACTS}`,
    `SELECT SUBSTR(f.model, 1, 1) AS first ${FACTS}`,
  ),
  pair(
    'product-in-branch',
    `SELECT COALESCE(f.gpu_hours * f.budget, f.cost) AS n ${FACTS}`,
    `SELECT COALESCE(ROUND(f.gpu_hours * f.budget, 18), f.cost) AS n ${FACTS}`,
  ),
  pair(
    'product-in-branch',
    `SELECT f.gpu_hours * f.budget AS n ${FACTS} UNION ALL SELECT f.cost AS n ${FACTS}`,
    `SELECT ROUND(f.gpu_hours * f.budget, 18) AS n ${FACTS} UNION ALL SELECT f.cost AS n ${FACTS}`,
  ),
  pair(
    'decimal-product',
    `SELECT f.gpu_hours * f.metered_kwh AS n ${FACTS}`,
    `SELECT f.gpu_hours * CAST(f.metered_kwh AS BIGNUMERIC) AS n ${FACTS}`,
  ),
  pair(
    'bignumeric-product',
    `SELECT f.cost * f.budget AS n ${FACTS}`,
    `SELECT f.cost * f.requests AS n ${FACTS}`,
  ),
  pair(
    'sum-of-sums',
    `SELECT SUM(f.requests) + SUM(f.headcount) AS n ${FACTS}`,
    `SELECT SUM(f.requests) AS requests, SUM(f.headcount) AS headcount ${FACTS}`,
  ),
  pair(
    'cast-type',
    `SELECT CAST(f.requests AS NUMERIC) AS n ${FACTS}`,
    `SELECT CAST(f.requests AS DECIMAL(18,6)) AS n ${FACTS}`,
  ),
  pair(
    'safe-cast',
    `SELECT TRY_CAST(f.model AS INT64) AS n ${FACTS}`,
    `SELECT CAST(f.model AS INT64) AS n ${FACTS}`,
  ),
  pair(
    'safe-cast',
    `SELECT SAFE_CAST(f.model AS INT64) AS n ${FACTS}`,
    `SELECT CAST(f.model AS INT64) AS n ${FACTS}`,
  ),
  pair(
    'short-cast',
    `SELECT f.requests::STRING AS n ${FACTS}`,
    `SELECT CAST(f.requests AS STRING) AS n ${FACTS}`,
  ),
  pair(
    'group-by-alias',
    `SELECT LOWER(f.model) AS model ${FACTS} GROUP BY model`,
    `SELECT LOWER(f.model) AS model ${FACTS} GROUP BY 1`,
  ),
  pair(
    'hidden-by-alias',
    `SELECT -f.cost AS cost ${FACTS} ORDER BY cost + 0`,
    `SELECT -f.cost AS cost ${FACTS} ORDER BY 1`,
  ),
  pair(
    'group-by-all',
    `SELECT LOWER(f.model) AS lowered, SUM(f.requests) AS requests ${FACTS} GROUP BY ALL`,
    GROUPED,
  ),
  pair(
    'grouping-sets',
    `SELECT f.model, SUM(f.requests) AS requests ${FACTS} GROUP BY ROLLUP(f.model)`,
    GROUPED,
  ),
  pair(
    'alias-without-as',
    `SELECT SUM(f.requests) total ${FACTS}`,
    `SELECT SUM(f.requests) AS total ${FACTS}`,
  ),
  pair('alias-without-as', 'SELECT f.month FROM {fact_month} f', PLAIN),
  pair('reserved-alias', `SELECT f.model AS hash ${FACTS}`, `SELECT f.model AS digest ${FACTS}`),
  pair(
    'reserved-alias',
    'WITH groups AS (SELECT 1 AS n) SELECT g.n FROM groups AS g',
    'WITH bands AS (SELECT 1 AS n) SELECT g.n FROM bands AS g',
  ),
  pair('double-quote', `SELECT "gpu" AS fact ${FACTS}`, `SELECT 'gpu' AS fact ${FACTS}`),
  pair('backslash', `${PLAIN} WHERE f.model = 'a\\nb'`, `${PLAIN} WHERE f.model = @model`),
  pair('doubled-quote', `${PLAIN} WHERE f.model = 'l''un'`, `${PLAIN} WHERE f.model = @model`),
  pair('at-in-literal', `${PLAIN} WHERE f.model = 'a@b'`, `${PLAIN} WHERE f.model = @model`),
  pair('at-in-literal', `${PLAIN} -- of @month`, `${PLAIN} -- of a month`),
  pair('literal-prefix', `${PLAIN} WHERE f.model = e'a'`, `${PLAIN} WHERE f.model = 'a'`),
  pair('parameter', `${PLAIN} WHERE f.model = @Model`, `${PLAIN} WHERE f.model = @model`),
  pair('parameter', `${PLAIN} WHERE f.subsidiary IN (SELECT * FROM UNNEST(@scope))`, PLAIN),
  pair('symbol', `${PLAIN} WHERE f.model = $model`, `${PLAIN} WHERE f.model = @model`),
  pair('symbol', `SELECT n: f.requests ${FACTS}`, `SELECT f.requests AS n ${FACTS}`),
  pair('comment', `${PLAIN} /* a /* b */ c */`, `${PLAIN} -- a b c`),
]
