import { filteredBy, pageHref } from '#app/filters/page-address.ts'
import { formatMonth } from '#app/metrics/format-period.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { gapText, levelText } from '#app/reports/commitment-words.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Synthese } from '#app/reports/synthese/load-synthese.server.ts'
import { overrunOf } from '#app/reports/synthese/load-watch.server.ts'
import { quantity, type Words } from '#app/reports/words.ts'

export type WatchItem = {
  readonly id: 'gap' | 'overrun' | 'source'
  readonly title: string
  /** The subtraction or the count behind it. */
  readonly arithmetic: string
  readonly href: string
}

/** Three things to look at, each where something is wrong: a gap, an overrun, a missing source. */
export function watchView(data: Synthese, entities: Entities, words: Words): readonly WatchItem[] {
  return [...gapItem(data, words), ...overrunItem(data, entities, words), ...sourceItem(data, words)]
}

/** The gap that is largest beside the way from start to target, since units differ. */
function gapItem(data: Synthese, words: Words): readonly WatchItem[] {
  const say = words.messages.synthese.watch
  const behind = (data.wall.figures?.assessed ?? [])
    .filter(({ now }) => now.status !== 'not_assessable' && (now.gap ?? 0) < 0)
    .map((assessed) => ({ assessed, size: relativeGap(assessed) }))
    .sort((a, b) => b.size - a.size)
  const [first] = behind
  if (first === undefined) return []
  const { assessed } = first
  const { now, commitment } = assessed
  return [
    {
      id: 'gap',
      title: say.gap(commitment.name[words.language], gapText(assessed, now.gap ?? 0, words)),
      arithmetic: say.gapArithmetic(
        levelText(assessed, now.level, words),
        levelText(assessed, now.expected, words),
      ),
      href: `#commitment-${commitment.id}`,
    },
  ]
}

function relativeGap({ now }: AssessedCommitment): number {
  const way = now.start === null ? 0 : Math.abs(now.target - now.start)
  return way === 0 ? 0 : Math.abs(now.gap ?? 0) / way
}

function overrunItem(data: Synthese, entities: Entities, words: Words): readonly WatchItem[] {
  const say = words.messages.synthese.watch
  const overrun = data.closed ? (data.overrun.figures?.largest ?? null) : null
  if (overrun === null) return []
  const { budget, subsidiary } = overrun
  const amount = (value: number | null) => quantity(value, budget.unit, words.language)
  const by = overrunOf(overrun)
  const state = { quarter: data.quarter, filters: data.filters, tables: {} }
  return [
    {
      id: 'overrun',
      title: say.overrun(entityName('subsidiary', subsidiary, entities, words), amount(by)),
      arithmetic: say.overrunArithmetic(amount((budget.value ?? 0) + by), amount(budget.value)),
      href: pageHref(`/${words.language}/cost`, filteredBy(state, 'subsidiary', subsidiary)),
    },
  ]
}

function sourceItem(data: Synthese, words: Words): readonly WatchItem[] {
  const say = words.messages.synthese.watch
  const [first] = (data.quality.figures?.sources ?? [])
    .filter(({ missingMonths }) => missingMonths.length > 0)
    .toSorted((a, b) => b.missingMonths.length - a.missingMonths.length)
  if (first === undefined) return []
  const months = first.missingMonths.map((month) => formatMonth(month, words.language)).join(', ')
  return [
    {
      id: 'source',
      title: say.source(first.source),
      arithmetic: say.sourceArithmetic(first.missingMonths.length, months),
      href: '#quality',
    },
  ]
}
