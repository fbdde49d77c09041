import { formatMonth } from '#app/metrics/format-period.ts'
import type { MissingSource } from '#app/reports/topics/load-missing-sources.server.ts'
import type { Words } from '#app/reports/words.ts'

/** « Facturation Altonimbe (août 2026) ». */
export function missingSourceText({ source, months }: MissingSource, { language }: Words): string {
  return `${source} (${months.map((month) => formatMonth(month, language)).join(', ')})`
}
