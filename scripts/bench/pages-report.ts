import { median, ratio } from './statistics.ts'
import { decimal, table } from './table.ts'

/** A page may take so many times its slowest statement and a page without figures: at first, and later. */
const COLD_BAR = 2
const WARM_BAR = 1.5

/** Milliseconds of one page and of each statement it sends, alone. */
export type PageTimes = {
  readonly name: string
  readonly cold: readonly number[]
  readonly warm: readonly number[]
  readonly statements: readonly { readonly name: string; readonly times: readonly number[] }[]
}

/** One line a page, and which of them are over a bar; `shell` are the times of a page without figures. */
export function reportPages(pages: readonly PageTimes[], shell: readonly number[]): string {
  const empty = median(shell)
  const lines = pages.map(({ name, cold, warm, statements }) => {
    const [slowest] = statements
      .map((statement) => ({ name: statement.name, alone: median(statement.times) ?? 0 }))
      .sort((a, b) => b.alone - a.alone)
    const least = slowest === undefined || empty === null ? null : slowest.alone + empty
    const ratios = { cold: ratio(median(cold), least), warm: ratio(median(warm), least) }
    const isOver = (ratios.cold ?? Infinity) > COLD_BAR || (ratios.warm ?? Infinity) > WARM_BAR
    return {
      name,
      isOver,
      cells: [
        name,
        decimal(median(cold), 0),
        decimal(median(warm), 1),
        slowest?.name ?? '–',
        decimal(slowest?.alone ?? null, 1),
        String(statements.length),
        decimal(ratios.cold, 2),
        decimal(ratios.warm, 2),
      ],
    }
  })
  const over = lines.filter(({ isOver }) => isOver).map(({ name }) => name)
  return `${table(
    ['page', 'cold ms', 'warm ms', 'slowest statement', 'ms', 'sent', 'cold ratio', 'warm ratio'],
    lines.map(({ cells }) => cells),
  )}
A page without figures takes ${decimal(empty, 1)} ms. Ratios are over it and the slowest statement: at most ${COLD_BAR} cold, ${WARM_BAR} warm.
${over.length === 0 ? 'Every page is within both.' : `Over: ${over.join(', ')}.`}
`
}
