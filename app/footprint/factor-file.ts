import { FactorFileError, readRows, type TextRow } from '#app/footprint/factor-rows.ts'
import { compare, type Fraction, fraction } from '#app/footprint/fraction.ts'

/** One figure of a factor file, with where it comes from and for how long it holds. */
export type Factor = {
  readonly subject: string
  readonly quantity: string
  readonly value: Fraction
  readonly low: Fraction
  readonly high: Fraction
  readonly unit: FactorUnit
  readonly evidence: string
  readonly source: string
  readonly sourceDate: string
  readonly licence: string
  readonly validFrom: string
  readonly validTo: string
  readonly recordedOn: string
  readonly note: string
  readonly line: number
}

/** Unit → what a figure in it can be; outside, the row is a slip of unit or of decimal point. */
const BOUNDS = {
  'gCO2e/kWh': [0, 1300],
  'facility/IT': [1, 3],
  W: [1, 3000],
  'TFLOP/s': [1, 20000],
  'of TDP': [0, 1.5],
  'of peak': [0.001, 1],
  'FLOP/token': [1, 10],
  '10⁹ parameters': [0.001, 5000],
  'tokens/request': [1, 1000000],
  multiple: [0.01, 100],
} as const satisfies Record<string, readonly [number, number]>
export type FactorUnit = keyof typeof BOUNDS

const FACTOR_COLUMNS = [
  'subject',
  'quantity',
  'value',
  'low',
  'high',
  'unit',
  'evidence',
  'source',
  'source_date',
  'licence',
  'valid_from',
  'valid_to',
  'recorded_on',
  'note',
] as const

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const SOURCE_DATE = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/
const BLOCKED_LICENCE = /^(?:|none|unknown|unlicensed|.*(?:gpl|odbl).*)$/i

/**
 * Reads a factor file and checks every row: numbers and their bounds, low ≤ value ≤ high, source, licence, dates,
 * no two rows of one subject and quantity valid on the same day. Throws FactorFileError at the first that fails.
 */
export function readFactors(file: string, text: string): readonly Factor[] {
  const factors = readRows(file, text, FACTOR_COLUMNS).map((row) => readFactor(file, row))
  const lastOf = new Map<string, Factor>()
  for (const factor of [...factors].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))) {
    const key = `${factor.subject}|${factor.quantity}`
    const before = lastOf.get(key)
    if (before !== undefined && (before.validTo === '' || before.validTo >= factor.validFrom))
      throw new FactorFileError(
        file,
        Math.max(factor.line, before.line),
        `${factor.subject} has two values of ${factor.quantity} on ${factor.validFrom}, lines ${before.line} and ${factor.line}`,
        'End the older row the day before (valid_to), or remove one',
      )
    lastOf.set(key, factor)
  }
  return factors
}

function readFactor(file: string, row: TextRow<(typeof FACTOR_COLUMNS)[number]>): Factor {
  const fail = (problem: string, remedy: string) => new FactorFileError(file, row.line, problem, remedy)
  if (row.subject === '' || row.quantity === '')
    throw fail('subject or quantity is empty', 'Say what the row is about')
  const unit = unitOf(row.unit)
  if (unit === null)
    throw fail(`the unit « ${row.unit} » is not known`, `Use one of ${Object.keys(BOUNDS).join(', ')}`)
  const [min, max] = BOUNDS[unit]
  const read = (column: 'value' | 'low' | 'high'): Fraction => {
    if (!/^\d+(?:\.\d+)?$/.test(row[column]))
      throw fail(
        `${column} is « ${row[column]} »`,
        'Write a positive decimal such as 12.5; leave out a row whose value is not known',
      )
    const figure = fraction(row[column])
    if (compare(figure, fraction(min)) < 0 || compare(figure, fraction(max)) > 0)
      throw fail(
        `${column} ${row[column]} ${unit} is outside ${min} to ${max}`,
        'Check the figure and its unit against the source, or remove the row',
      )
    return figure
  }
  const [value, low, high] = [read('value'), read('low'), read('high')]
  if (compare(low, value) > 0 || compare(value, high) > 0)
    throw fail(
      `a width below 1: ${row.low}, ${row.value}, ${row.high} are not in the order low ≤ value ≤ high`,
      'Swap or correct the bounds',
    )
  if (low.n === 0n && value.n !== 0n)
    throw fail('low is 0 under a value that is not', 'Give the smallest value that is still credible')
  if (row.source === '')
    throw fail('no source', 'Cite the document, table or commit that the figure is read from')
  if (BLOCKED_LICENCE.test(row.licence))
    throw fail(`the licence « ${row.licence} » does not allow the figure here`, 'Cite a source that does')
  if (!SOURCE_DATE.test(row.source_date))
    throw fail(`source_date is « ${row.source_date} »`, 'Write YYYY, YYYY-MM or YYYY-MM-DD')
  for (const column of ['valid_from', 'valid_to', 'recorded_on'] as const)
    if (!DAY.test(row[column]) && !(column === 'valid_to' && row.valid_to === ''))
      throw fail(`${column} is « ${row[column]} »`, 'Write YYYY-MM-DD')
  if (row.valid_to !== '' && row.valid_to < row.valid_from)
    throw fail(`valid_to ${row.valid_to} is before valid_from ${row.valid_from}`, 'Swap or correct the days')
  return {
    subject: row.subject,
    quantity: row.quantity,
    value,
    low,
    high,
    unit,
    evidence: row.evidence,
    source: row.source,
    sourceDate: row.source_date,
    licence: row.licence,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    recordedOn: row.recorded_on,
    note: row.note,
    line: row.line,
  }
}

function unitOf(text: string): FactorUnit | null {
  return (Object.keys(BOUNDS) as FactorUnit[]).find((unit) => unit === text) ?? null
}
