import { percentile, ratio } from './statistics.ts'
import { decimal, table } from './table.ts'

/** p95 of pages during an import over p95 before it, at most. */
const ASKED = 1.3

/** `paused`: during the import too, but in the moments when it is held still. */
export const PHASES = ['before', 'during', 'paused', 'after'] as const
/** What tells the import from the rest of the machine. */
const HOW_TO_READ =
  'After and before should be alike: where they are not, other programs slow the machine, and during / paused,\nwhich both meet alike, says what the import does.'
type Phase = (typeof PHASES)[number]

/** What one import and the pages around it gave. */
export type Round = {
  /** Milliseconds of each page read: by phase, then page by page. */
  readonly times: Readonly<Record<Phase, readonly (readonly number[])[]>>
  readonly importSeconds: number
  /** Peaks, MiB; null where the system does not say. */
  readonly importMemory: number | null
  readonly serverMemory: number | null
  readonly machine: string
}

type Ratios = {
  at(share: number, phase: Phase, page: number): number | null
  /** Over the same share of the pages read before. */
  beside(share: number, phase: Phase, page: number): number | null
}

/** Percentiles of the pages of some rounds together. */
function ratiosOf(rounds: readonly Round[]): Ratios {
  const at: Ratios['at'] = (share, phase, page) =>
    percentile(
      rounds.flatMap(({ times }) => times[phase][page] ?? []),
      share,
    )
  return {
    at,
    beside: (share, phase, page) => ratio(at(share, phase, page), at(share, 'before', page)),
  }
}

/** One line a page: what an import did to its p95; `pages` names the pages in the order of the times. */
export function concludeReaders(rounds: readonly Round[], pages: readonly string[]): string {
  const { at, beside } = ratiosOf(rounds)
  return pages
    .map((name, page) => {
      const during = beside(0.95, 'during', page)
      const judged = during !== null && during <= ASKED ? 'within' : 'over'
      const held = decimal(ratio(at(0.95, 'during', page), at(0.95, 'paused', page)), 2)
      const noise = decimal(beside(0.95, 'after', page), 2)
      return `${name}: p95 during / before = ${decimal(during, 2)}, ${judged} ${ASKED}; during / paused = ${held}; after / before = ${noise}.`
    })
    .join('\n')
}

/** The tables and the conclusion of all rounds. */
export function reportReaders(rounds: readonly Round[], pages: readonly string[], rows: number): string {
  const { at, beside } = ratiosOf(rounds)
  const latencies = pages.flatMap((name, page) =>
    PHASES.map((phase) => [
      `${name}, ${phase}`,
      String(rounds.reduce((sum, { times }) => sum + (times[phase][page]?.length ?? 0), 0)),
      ...[0.5, 0.95].map((share) => decimal(at(share, phase, page), 0)),
      ...[0.5, 0.95].map((share) => decimal(beside(share, phase, page), 2)),
    ]),
  )
  const imports = rounds.map((round, index) => [
    `round ${index + 1}`,
    decimal(round.importSeconds, 1),
    decimal(rows / round.importSeconds, 0),
    decimal(round.importMemory, 0),
    decimal(round.serverMemory, 0),
    ...pages.map((_, page) => decimal(ratiosOf([round]).beside(0.95, 'during', page), 2)),
    round.machine,
  ])
  return [
    table(['page', 'pages', 'p50 ms', 'p95 ms', 'p50 ratio', 'p95 ratio'], latencies),
    table(
      [
        `import of ${rows.toLocaleString('en')} rows`,
        'seconds',
        'rows/s',
        'peak MiB',
        'server MiB',
        ...pages.map((name) => `p95 ratio ${name}`),
        'machine',
      ],
      imports,
    ),
    `${concludeReaders(rounds, pages)}\n${HOW_TO_READ}\n`,
  ].join('\n')
}
