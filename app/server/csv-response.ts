import type { CsvVariant } from '#app/figures/csv-text.ts'
import { figuresCsv, type NamedFigure } from '#app/figures/figures-csv.ts'
import type { PageState } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { badFile } from '#app/server/bad-address.ts'
import { languageOf } from '#app/server/language.ts'

/** Figures as a file: French for a French page, plain for machines and English ones. `name` is that of the file. */
export function csvResponse(figures: readonly NamedFigure[], variant: CsvVariant, name: string): Response {
  return fileResponse(figuresCsv(figures, variant), name)
}

/** The text of a file, to be kept by whoever asked for it. */
export function fileResponse(text: string, name: string): Response {
  return new Response(text, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="vigie-${name}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })
}

/** The variant that an address asks for, taken out of it; throws a 400 for one that does not exist. */
export function takeVariant(search: URLSearchParams, language: string | undefined): CsvVariant {
  const format = search.get('format')
  search.delete('format')
  if (format !== null && format !== 'machine') {
    const say = messagesFor(languageOf(language)).badAddress
    throw badFile(`${say.format} ${say.example('format=machine')}`)
  }
  return format ?? (language === 'fr' ? 'french' : 'machine')
}

const LONGEST_NAME = 100

/** The name of a page's file, by which two files of one page are told apart: what it is about, its quarter, its filters, its variant. */
export function fileName(
  about: readonly string[],
  { quarter, filters }: PageState,
  variant: CsvVariant,
): string {
  return namedFile([...about, quarter.text, ...Object.values(filters).flat()], variant)
}

/** The name of a file out of what it holds. */
export function namedFile(parts: readonly string[], variant: CsvVariant): string {
  const end = variant === 'machine' ? '-machine' : ''
  const name = parts
    .map((part) => part.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''))
    .filter((part) => part !== '')
    .join('-')
  return `${name.slice(0, LONGEST_NAME - end.length)}${end}`
}
