import type { CsvProblem } from '#app/imports/reading/csv-structure.ts'
import type { Refusal } from '#app/imports/reading/file-refused.ts'

const EXPORT_AGAIN = 'Export it again'
const DOUBLE_QUOTES =
  'A field that holds a quote is written between quotes, with the quote doubled (RFC 4180).'

/** What a reader is told about a structural problem; `header` names the columns. */
export function csvRefusal(problem: CsvProblem, header: readonly string[]): Refusal {
  const { reason, line } = problem
  const column = header[problem.field] ?? null
  switch (reason) {
    case 'quote-in-plain-field':
      return {
        reason,
        line,
        column,
        problem: 'there is a quote inside a field that is not quoted',
        remedy: DOUBLE_QUOTES,
      }
    case 'text-after-quote':
      return { reason, line, column, problem: 'there is text after a closing quote', remedy: DOUBLE_QUOTES }
    case 'unclosed-quote':
      return {
        reason,
        line,
        column,
        problem:
          'the record that starts here has a quoted field that never closes: the file is cut, or a quote is lost',
        remedy: `${EXPORT_AGAIN}, and compare its size with the original.`,
      }
    case 'lone-carriage-return':
      return {
        reason,
        line,
        column,
        problem: 'there is a carriage return without a line feed, outside quotes',
        remedy: 'End lines with LF or CRLF.',
      }
    case 'missing-fields':
    case 'extra-fields':
      return {
        reason,
        line,
        column: null,
        problem: `the record has ${problem.fields} ${problem.fields === 1 ? 'field' : 'fields'} where the header has ${header.length}${extra(problem)}`,
        remedy: remedyForFields(problem),
      }
    case 'record-too-long':
      return {
        reason,
        line,
        column: null,
        problem: 'the record that starts here is longer than 16 MiB',
        remedy: 'Look for a quote that is never closed.',
      }
  }
}

function extra({ reason }: CsvProblem): string {
  return reason === 'extra-fields' ? ' (empty fields at the end count)' : ''
}

function remedyForFields({ reason, atEnd }: CsvProblem): string {
  if (reason === 'missing-fields' && atEnd)
    return `The file seems cut: ${EXPORT_AGAIN.toLowerCase()}, and compare its size with the original.`
  return 'Put quotes around fields that hold the delimiter, or export it again; every record needs as many fields as the header.'
}
