import type { Figure } from '#app/figures/figure.ts'
import { sumOfParts } from '#app/figures/share-interval.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import type { Breakdown, SeriesByMetric, TopicData } from '#app/reports/topics/load-topic.server.ts'
import { wholeOf } from '#app/reports/topics/page-whole.ts'
import { shareText } from '#app/reports/topics/share-text.ts'
import { unassessedText } from '#app/reports/unassessed-text.ts'
import { causeName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

export type UnknownView = ReturnType<typeof unknownView>

const CAUSES = 5
/** Below half a thousandth, a share would print as zero. */
const LEAST = 0.0005

/** What the page does not know: coverage, what no rule assigns, and where the doubt comes from. */
export function unknownView(series: SeriesByMetric, data: TopicData, entities: Entities, words: Words) {
  const wholes = Object.values(series).flatMap((each) => each.map(({ now }) => now))
  return [
    ...coverageRows(series, data, words),
    ...unassessedRows(data, entities, words),
    ...[...(data.who.figures ?? []), ...(data.what.figures ?? [])].flatMap((breakdown) =>
      unassignedRows(breakdown, wholes, words),
    ),
    ...doubtRows(series, data, words),
  ]
}

function coverageRows(series: SeriesByMetric, { topic }: TopicData, words: Words) {
  const say = words.messages.topics.unknowns
  return topic.headlines.flatMap((metric) => {
    const coverage = series[metric]?.[0]?.now.coverage ?? null
    if (coverage === null || coverage >= 1) return []
    const [what, effect] =
      metric === 'carbon_kg'
        ? [say.coverage, say.coverageEffect]
        : metric === 'gpu_hours_used'
          ? [say.unmeasured, say.unmeasuredEffect]
          : [say.months, say.monthsEffect]
    const isSaid = topic.headlines.slice(0, topic.headlines.indexOf(metric)).some((earlier) => {
      const other = series[earlier]?.[0]?.now.coverage ?? null
      return other === coverage
    })
    if (isSaid) return []
    return [{ id: `coverage ${metric}`, what, share: formatShare(1 - coverage, words.language, 1), effect }]
  })
}

function unassessedRows({ unassessed }: TopicData, entities: Entities, words: Words) {
  const say = words.messages.topics.unknowns
  const found = unassessedText(unassessed.figures ?? [], entities, words)
  if (found === null) return []
  return [
    {
      id: 'unassessed requests',
      what: say.unassessed(found.models),
      share: found.share,
      effect: say.unassessedEffect,
    },
  ]
}

function unassignedRows({ dimension, metrics, now }: Breakdown, wholes: readonly Figure[], words: Words) {
  const say = words.messages.topics.unknowns
  const known = now.filter((figure) => figure.metric === metrics[0] && figure.value !== null)
  const total = known.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const [first, ...others] = known.filter(({ by }) => by[dimension] === UNASSIGNED)
  if (first === undefined || total <= 0 || known.some(({ exact }) => exact === null)) return []
  const nobody = sumOfParts([first, ...others])
  if ((nobody.value ?? 0) < total * LEAST) return []
  return [
    {
      id: `unassigned ${dimension}`,
      what: say.unassigned(dimensionName(dimension, words).toLocaleLowerCase(words.language)),
      share:
        shareText(nobody, wholeOf([first, ...known.filter((each) => each !== first)], wholes), words, 1) ??
        '',
      effect: say.unassignedEffect,
    },
  ]
}

function doubtRows(series: SeriesByMetric, { topic }: TopicData, words: Words) {
  const say = words.messages.topics.unknowns
  const causes = series[topic.main]?.[0]?.now.causes ?? []
  return causes
    .filter(({ doubt }) => doubt >= 0.005)
    .slice(0, CAUSES)
    .map(({ key, doubt }) => ({
      id: key,
      what: say.interval(causeName(key, words)),
      share: formatShare(doubt, words.language),
      effect: say.intervalEffect,
    }))
}
