import { median, ratio } from './statistics.ts'
import { decimal, table } from './table.ts'

/** A page may take so many times its slowest statement and a page without figures: at first, and later. */
const COLD_BAR = 2
const WARM_BAR = 1.5

/** One page of one quarter, in milliseconds. */
export type PageRound = {
  readonly name: string
  /** Of its first reader. */
  readonly cold: number
  /** Of a later one. */
  readonly warm: number
  /** A page without figures, read in turn with it. */
  readonly shell: number
  /** The slowest of its statements, alone. */
  readonly slowest: { readonly name: string; readonly alone: number }
  readonly sent: number
}

/** One line a page over its rounds, and which of them are over a bar. */
export function reportPages(rounds: readonly PageRound[]): string {
  const names = [...new Set(rounds.map(({ name }) => name))]
  const lines = names.map((name) => {
    const own = rounds.filter((round) => round.name === name)
    const of = (read: (round: PageRound) => number | null) =>
      median(own.flatMap((round) => read(round) ?? []))
    const least = ({ slowest, shell }: PageRound) => slowest.alone + shell
    const ratios = {
      cold: of((round) => ratio(round.cold, least(round))),
      warm: of((round) => ratio(round.warm, least(round))),
    }
    return {
      name,
      isOver: (ratios.cold ?? Infinity) > COLD_BAR || (ratios.warm ?? Infinity) > WARM_BAR,
      cells: [
        name,
        decimal(
          of(({ cold }) => cold),
          0,
        ),
        decimal(
          of(({ warm }) => warm),
          1,
        ),
        decimal(
          of(({ shell }) => shell),
          1,
        ),
        own[0]?.slowest.name ?? '–',
        decimal(
          of(({ slowest }) => slowest.alone),
          1,
        ),
        String(of(({ sent }) => sent)),
        decimal(ratios.cold, 2),
        decimal(ratios.warm, 2),
      ],
    }
  })
  const over = lines.filter(({ isOver }) => isOver).map(({ name }) => name)
  return `${table(
    ['page', 'cold ms', 'warm ms', 'shell ms', 'slowest statement', 'ms', 'sent', 'cold ratio', 'warm ratio'],
    lines.map(({ cells }) => cells),
  )}
Ratios are over the slowest statement and a page without figures: at most ${COLD_BAR} cold, ${WARM_BAR} warm.
${over.length === 0 ? 'Every page is within both.' : `Over: ${over.join(', ')}.`}
`
}
