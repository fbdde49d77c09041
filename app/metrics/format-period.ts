import type { Language } from '#app/metrics/language.ts'

const NO_BREAK = '\u00a0'
const MONTHS: Record<Language, readonly string[]> = {
  fr: ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'],
}

function monthName(month: string, language: Language): string {
  const name = MONTHS[language][Number(month) - 1]
  if (name === undefined) throw new RangeError(`no month ${month}: 01 to 12 is expected`)
  return name
}

function read(text: string, shape: RegExp, expected: string): readonly string[] {
  const match = shape.exec(text)
  if (match === null) throw new RangeError(`cannot format the period « ${text} »: ${expected} is expected`)
  return match.slice(1)
}

/** `2026-09` → « sept. 2026 », “Sept 2026”. Throws RangeError on another shape. */
export function formatMonth(month: string, language: Language): string {
  const [year = '', number = ''] = read(month, /^(\d{4})-(\d{2})$/, 'YYYY-MM')
  return `${monthName(number, language)}${NO_BREAK}${year}`
}

/** `2026-Q3` → « T3 2026 », “Q3 2026”; `short` → « T3 26 ». Throws RangeError on another shape. */
export function formatQuarter(quarter: string, language: Language, width: 'long' | 'short' = 'long'): string {
  const [year = '', number = ''] = read(quarter, /^(\d{4})-Q([1-4])$/, 'YYYY-Qn')
  return `${language === 'fr' ? 'T' : 'Q'}${number}${NO_BREAK}${width === 'short' ? year.slice(2) : year}`
}

/** `2026-09-30` → « 30 sept. 2026 », `2026-10-01` → « 1er oct. 2026 ». Throws RangeError on another shape. */
export function formatDay(day: string, language: Language): string {
  const [year = '', month = '', number = ''] = read(day, /^(\d{4})-(\d{2})-(\d{2})/, 'YYYY-MM-DD')
  const ordinal = language === 'fr' && number === '01' ? '1er' : String(Number(number))
  return [ordinal, monthName(month, language), year].join(NO_BREAK)
}

const PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant, ISO 8601, on the clock of Paris: « 28 nov. 2026, 14 h 05 », “28 Nov 2026, 14:05”. */
export function formatMoment(instant: string, language: Language): string {
  const parts = Object.fromEntries(
    PARIS.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  )
  const day = formatDay(`${parts.year}-${parts.month}-${parts.day}`, language)
  const time =
    language === 'fr'
      ? `${Number(parts.hour)}${NO_BREAK}h${NO_BREAK}${parts.minute}`
      : `${parts.hour}:${parts.minute}`
  return `${day}, ${time}`
}
