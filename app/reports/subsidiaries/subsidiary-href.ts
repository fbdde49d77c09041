import type { Words } from '#app/reports/words.ts'

/** The folder of the pages of subsidiaries, after the language. */
export const SUBSIDIARIES = 'subsidiaries'

/** The path of a subsidiary's page, without what the reader chose. */
export function subsidiaryHref(id: string, { language }: Pick<Words, 'language'>): string {
  return `/${language}/${SUBSIDIARIES}/${encodeURIComponent(id)}`
}
