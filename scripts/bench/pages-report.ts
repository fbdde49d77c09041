import { median, ratio } from './statistics.ts'
import { decimal, table } from './table.ts'

/** A page may take so many times its slowest statement and a page without figures: at first, and later. */
const COLD_BAR = 2
const WARM_BAR = 1.5

/** What a page cannot do without, in milliseconds: the slowest of its statements, and a page without figures. */
export type Least = { readonly statement: number; readonly shell: number }

/** One page of one quarter, in milliseconds. */
export type PageRound = {
  readonly name: string
  /** Of its first reader, and what it cannot do without, each after the same rest. */
  readonly cold: number
  readonly coldLeast: Least
  /** Of later readers, one upon the other, and the same read in turn with them. */
  readonly warm: number
  readonly warmLeast: Least
  readonly sent: number
}

/** One line a page over its rounds, and which of them are over a bar. */
export function reportPages(rounds: readonly PageRound[]): string {
  const names = [...new Set(rounds.map(({ name }) => name))]
  const lines = names.map((name) => {
    const own = rounds.filter((round) => round.name === name)
    const of = (read: (round: PageRound) => number | null) =>
      median(own.flatMap((round) => read(round) ?? []))
    const over = (time: number, { statement, shell }: Least) => ratio(time, statement + shell)
    const cold = of((round) => over(round.cold, round.coldLeast))
    const warm = of((round) => over(round.warm, round.warmLeast))
    const ms = (read: (round: PageRound) => number) => decimal(of(read), 1)
    return {
      name,
      isOver: (cold ?? Infinity) > COLD_BAR || (warm ?? Infinity) > WARM_BAR,
      cells: [
        name,
        String(of(({ sent }) => sent)),
        ms((round) => round.cold),
        ms(({ coldLeast }) => coldLeast.statement),
        ms(({ coldLeast }) => coldLeast.shell),
        decimal(cold, 2),
        ms((round) => round.warm),
        ms(({ warmLeast }) => warmLeast.statement),
        ms(({ warmLeast }) => warmLeast.shell),
        decimal(warm, 2),
      ],
    }
  })
  const over = lines.filter(({ isOver }) => isOver).map(({ name }) => name)
  const least = ['statement', 'shell', 'ratio']
  return `${table(
    ['page', 'sent', 'cold ms', ...least, 'warm ms', ...least],
    lines.map(({ cells }) => cells),
  )}
Ratios are over the slowest statement alone and a page without figures: at most ${COLD_BAR} cold, ${WARM_BAR} warm.
${over.length === 0 ? 'Every page is within both.' : `Over: ${over.join(', ')}.`}
`
}
