import type { RuleName } from './rules.ts'

/** Functions and operators that both engines were seen to answer alike, by DuckDB's names. */
export const SHARED_FUNCTIONS = new Set([
  ...['+', '-', '*', '/', '||', '~~', '!~~'],
  ...['count', 'count_star', 'countif', 'sum', 'min', 'max', 'any_value'],
  ...['row_number', 'rank', 'dense_rank', 'lag', 'lead', 'first_value', 'last_value'],
  ...['nullif', 'round', 'abs', 'sign', 'mod', 'date_part'],
  ...[
    'lower',
    'upper',
    'length',
    'char_length',
    'trim',
    'ltrim',
    'rtrim',
    'substr',
    'starts_with',
    'strpos',
    'replace',
  ],
])

const NAMES: readonly (readonly [RuleName, readonly string[]])[] = [
  ['concat', ['concat', 'concat_ws']],
  ['greatest-least', ['greatest', 'least']],
  ['average', ['avg', 'mean']],
  ['modulo', ['%']],
  ['operator', ['^', '**', '&', '|', '<<', '>>', '//', '~', '~~*', '!~~*', '~~~', 'xor']],
  ['logarithm', ['log', 'log2', 'log10', 'ln', 'pow', 'power', 'exp', 'sqrt']],
  [
    'float',
    ['ieee_divide', 'isnan', 'isinf', 'is_nan', 'is_inf', 'random', 'rand', 'stddev', 'variance', 'corr'],
  ],
  ['division', ['safe_divide', 'div', 'divide']],
  ['unnest', ['unnest']],
  [
    'element-of-list',
    ['list_value', 'array_extract', 'list_extract', 'split', 'string_split', 'list', 'array_agg'],
  ],
  [
    'approximate',
    [
      'approx_count_distinct',
      'approx_quantile',
      'approx_quantiles',
      'approx_top_count',
      'percentile_cont',
      'percentile_disc',
      'quantile_cont',
      'quantile_disc',
      'quantile',
      'median',
      'mode',
    ],
  ],
]

/** Date functions begin alike in both engines and agree in neither. */
const DATE_LIKE =
  /^(date|timestamp|time|datetime|format_date|parse_date|generate_date|current_|now$|today$|extract|to_(years|months|days|hours|minutes|seconds)|last_day|year$|month$|day$|week|quarter$|strftime|strptime|make_date|age$|julian|epoch)/

/** The rule that refuses a function; null when shared SQL may call it. */
export function functionRule(name: string): RuleName | null {
  if (SHARED_FUNCTIONS.has(name)) return null
  const named = NAMES.find(([, names]) => names.includes(name))
  if (named !== undefined) return named[0]
  return DATE_LIKE.test(name) ? 'date' : 'function'
}
