import type { Figure } from '#app/figures/figure.ts'
import { type CsvVariant, figuresCsv } from '#app/figures/figures-csv.ts'

/** Figures as a file: French for a French page, plain for machines and English ones. `name` is that of the file. */
export function csvResponse(figures: readonly Figure[], variant: CsvVariant, name: string): Response {
  return new Response(figuresCsv(figures, variant), {
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
  if (format !== null && format !== 'machine') throw new Response(null, { status: 400 })
  return format ?? (language === 'fr' ? 'french' : 'machine')
}
