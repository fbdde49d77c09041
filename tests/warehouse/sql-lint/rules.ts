/** Why a statement is refused as shared SQL, and what to write instead. */
export type Rule = { readonly reason: string; readonly instead: string }

/** Rules over the text, the tree and the functions of a statement; the lint's tests show each refused and mended. */
export const RULES = {
  syntax: {
    reason: 'DuckDB cannot parse it',
    instead: 'the common subset: no SAFE_CAST, STRUCT, * EXCEPT, pipe syntax or backquotes',
  },
  'one-statement': { reason: 'a text must be one statement', instead: 'one SELECT per statement' },
  'select-only': { reason: 'shared statements only read', instead: 'a SELECT; loads are each engine’s own' },
  'bare-table': {
    reason: 'a table named without a placeholder goes round the scope and the data set',
    instead: '{table} in FROM or JOIN, or a CTE that is visible there',
  },
  'table-function': {
    reason: 'it reads rows from somewhere that no scope limits',
    instead: 'a {table}; for a list, x IN (SELECT * FROM UNNEST(@list))',
  },
  'placeholder-place': {
    reason: 'a placeholder stands for a table, and is replaced wherever it is written',
    instead: '{table} AS t in FROM or JOIN, never in a comment, a literal or an expression',
  },
  unnest: {
    reason: 'an element of UNNEST is a value in GoogleSQL and a row in DuckDB; IN UNNEST is GoogleSQL only',
    instead: 'x IN (SELECT * FROM UNNEST(@list))',
  },
  'join-kind': {
    reason: 'the engines differ on natural, semi, anti, as-of and positional joins',
    instead: 'INNER, LEFT, FULL or CROSS JOIN … ON, or EXISTS',
  },
  'where-without-from': {
    reason: 'GoogleSQL refuses WHERE without FROM',
    instead: 'a CASE, or a FROM',
  },
  construct: {
    reason: 'it is not in the subset that both engines were seen to run alike',
    instead: 'SELECT, CTEs, joins, subqueries, UNION ALL, windows, QUALIFY, GROUP BY ordinals',
  },
  division: {
    reason: 'by zero it is an error in GoogleSQL and Infinity in DuckDB',
    instead: 'a / NULLIF(b, 0)',
  },
  'decimal-division': {
    reason: 'GoogleSQL divides decimals as decimals, DuckDB as doubles',
    instead: 'select both sums and divide in TypeScript',
  },
  modulo: {
    reason: 'by zero it is an error in GoogleSQL and NULL in DuckDB; % is DuckDB only',
    instead: 'MOD(a, NULLIF(b, 0))',
  },
  operator: {
    reason: 'the engines give this operator other meanings (^ is a power in one and bits in the other)',
    instead: '+ - * / || comparisons, AND, OR, NOT, LIKE',
  },
  concat: {
    reason: 'CONCAT with a NULL is NULL in GoogleSQL and skips it in DuckDB',
    instead: 'a || b, NULL on both when one is',
  },
  'greatest-least': {
    reason: 'with a NULL it is NULL in GoogleSQL, and DuckDB skips it',
    instead: 'CASE WHEN a > b THEN a ELSE b END',
  },
  'decimal-literal': {
    reason: '0.1 is FLOAT64 in GoogleSQL and DECIMAL in DuckDB: sums, products and ROUND differ',
    instead: "CAST('0.1' AS BIGNUMERIC), or a parameter with its type",
  },
  float: {
    reason: 'floats differ in NaN, casts and sums, and no additive measure is one',
    instead: 'DECIMAL(18,6) or BIGNUMERIC; ratios are made in TypeScript',
  },
  'text-of-decimal': {
    reason: "a decimal as text is '2' in GoogleSQL and '2.000000' in DuckDB",
    instead: 'select the decimal itself; cast only columns of INT64, STRING, BOOL or DATE',
  },
  average: {
    reason: 'AVG of a decimal is a decimal in GoogleSQL and a double in DuckDB',
    instead: 'SUM(a) and COUNT(a), divided in TypeScript',
  },
  date: {
    reason: 'date functions and arithmetic differ in names, arguments or results',
    instead: 'a column of {calendar_day} or {calendar_month}, or a parameter computed in TypeScript',
  },
  'date-part': {
    reason: 'weeks and days of the week are numbered otherwise',
    instead: 'EXTRACT of YEAR, QUARTER, MONTH or DAY, or a calendar column',
  },
  approximate: {
    reason: 'approximate and interpolated aggregates give other answers',
    instead: 'exact rows, quantiles in TypeScript',
  },
  logarithm: {
    reason:
      'LOG(x) is natural in GoogleSQL and decimal in DuckDB; POW without a value is an error or Infinity',
    instead: 'compute it in TypeScript',
  },
  substr: {
    reason: 'SUBSTR from 0 starts one character apart',
    instead: 'SUBSTR(s, n) with n a whole literal from 1',
  },
  function: {
    reason: 'this function was not seen to answer the same on both engines',
    instead:
      'one that is known to, or a case for it among the silent differences and its name among the shared functions',
  },
  'element-of-list': {
    reason: 'lists count from 0 in GoogleSQL and from 1 in DuckDB',
    instead: 'a column per value',
  },
  'product-in-branch': {
    reason: 'a product keeps 24 decimals in GoogleSQL and is cut to 18 in DuckDB where it meets a BIGNUMERIC',
    instead: 'ROUND(a * b, 18)',
  },
  'decimal-product': {
    reason: 'DECIMAL(18,6) × DECIMAL(18,6) keeps 9 decimals in GoogleSQL and 12 in DuckDB',
    instead: 'a * CAST(b AS BIGNUMERIC)',
  },
  'bignumeric-product': {
    reason: 'BIGNUMERIC × BIGNUMERIC overflows in DuckDB',
    instead: 'one factor of DECIMAL(18,6) or INT64',
  },
  'sum-of-sums': {
    reason: 'past 2^63 it is an error in GoogleSQL and a larger integer in DuckDB',
    instead: 'select each SUM under its own name',
  },
  'cast-type': {
    reason: 'the type has another meaning, or none, on one engine (NUMERIC is DECIMAL(18,3) in DuckDB)',
    instead: 'STRING, INT64, DECIMAL(18,6), BIGNUMERIC, DATE or BOOL',
  },
  'safe-cast': {
    reason: 'TRY_CAST is DuckDB only, SAFE_CAST GoogleSQL only',
    instead: 'CAST, of clean data',
  },
  'short-cast': { reason: ':: is DuckDB only', instead: 'CAST(x AS type)' },
  'group-by-alias': {
    reason: 'GoogleSQL groups by the alias, DuckDB by a column of that name',
    instead: 'GROUP BY 1, the ordinal',
  },
  'hidden-by-alias': {
    reason: 'inside an expression GoogleSQL takes the alias, DuckDB a column of that name',
    instead: 'an ordinal, or an alias that no column has',
  },
  'group-by-all': { reason: 'GROUP BY ALL is not in both', instead: 'GROUP BY 1, 2, …' },
  'grouping-sets': {
    reason: 'ROLLUP, CUBE and GROUPING SETS are not in both',
    instead: 'one statement per level, or UNION ALL',
  },
  'alias-without-as': { reason: 'a name without AS hides typing errors', instead: 'SUM(x) AS name' },
  'reserved-alias': {
    reason: 'the name is a reserved word of GoogleSQL',
    instead: 'another name (digest for hash)',
  },
  'double-quote': {
    reason: '"text" is a string in GoogleSQL and a name in DuckDB',
    instead: "'text' for a string, an unquoted name for a column",
  },
  backslash: {
    reason: 'a backslash in a literal escapes in GoogleSQL only',
    instead: 'a parameter',
  },
  'doubled-quote': {
    reason: "'' inside a literal is a quote in DuckDB only",
    instead: 'a parameter',
  },
  'at-in-literal': {
    reason: 'parameters are found by their @, in literals and comments too',
    instead: 'a parameter',
  },
  'literal-prefix': {
    reason: 'prefixed literals (r, b, e, x) differ',
    instead: 'a plain literal or a parameter',
  },
  parameter: {
    reason: 'parameters are written @lower_case, and @scope is the adapter’s own',
    instead: '@name with its type',
  },
  symbol: { reason: 'this symbol is not in both', instead: 'the common subset' },
  comment: { reason: 'the engines end this comment at other places', instead: 'a line that begins with --' },
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof RULES

/** One refusal: `found` is the offending piece of the statement. */
export type Finding = Rule & { readonly rule: RuleName; readonly found: string }

export function finding(rule: RuleName, found: string): Finding {
  return { rule, found, ...RULES[rule] }
}
