import type { Figure } from '#app/figures/figure.ts'
import { sumOfParts } from '#app/figures/share-interval.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { lackingIn, lackingText, suppliedBy } from '#app/reports/topics/lacking.ts'
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
    ...lackingRows(data, words),
    ...unassessedRows(data, entities, words),
    ...[...(data.who.figures ?? []), ...(data.what.figures ?? [])].flatMap((breakdown) =>
      unassignedRows(breakdown, wholes, words),
    ),
    ...doubtRows(series, data, words),
  ]
}

/** What the pair of a metric's coverage says is missing, and what that does to its figures. */
export function missingWords(metric: MetricId, { messages }: Words): readonly [string, string] | null {
  const say = messages.topics.unknowns
  switch (metricOf(metric).coverage?.assessed.measure) {
    case 'activity_wh_assessed':
      return [say.coverage, say.coverageEffect]
    case 'gpu_hours_measured':
      return [say.unmeasured, say.unmeasuredEffect]
    case 'active_users_covered':
      return [say.noHeadcount, say.noHeadcountEffect]
    case 'months_loaded':
      return [say.months(suppliedBy(metric, messages)), say.monthsEffect]
    default:
      return null
  }
}

/** One line for each way in which figures of the page lack something, by the first that does. */
function coverageRows(series: SeriesByMetric, { topic }: TopicData, words: Words) {
  const rows = new Map<string, { id: string; what: string; share: string; effect: string }>()
  for (const metric of [...topic.headlines, ...topic.context, ...topic.intensities]) {
    const coverage = series[metric]?.[0]?.now.coverage ?? null
    const missing = missingWords(metric, words)
    if (coverage === null || coverage >= 1 || missing === null) continue
    const [what, effect] = missing
    const share = formatShare(1 - coverage, words.language, 1)
    if (!rows.has(what)) rows.set(what, { id: `coverage ${metric}`, what, share, effect })
  }
  return [...rows.values()]
}

/** The months of the quarter that a source of the page has not supplied, source by source. */
function lackingRows({ lacking, compared, topic }: TopicData, words: Words) {
  const say = words.messages.topics.unknowns
  const found = new Set(
    topic.headlines.flatMap((metric) => lackingIn(lacking.figures ?? [], metric, compared.now)),
  )
  return [...new Set([...found].map(({ source }) => source))].map((source) => {
    const own = [...found].filter((each) => each.source === source)
    return {
      id: `lacking ${source}`,
      what: say.months(lackingText(own, words)),
      share: say.monthsMissing(own.length),
      effect: say.monthsEffect,
    }
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

/** Of the first metric of the table whose rows add up: people are no sum, their requests are. */
function unassignedRows({ dimension, metrics, now }: Breakdown, wholes: readonly Figure[], words: Words) {
  const say = words.messages.topics.unknowns
  const { metrics: names } = words.messages.metrics
  const metric = metrics.find((each) => now.some((figure) => figure.metric === each && figure.exact !== null))
  if (metric === undefined) return []
  const known = now.filter((figure) => figure.metric === metric && figure.value !== null)
  const total = known.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const [first, ...others] = known.filter(({ by }) => by[dimension] === UNASSIGNED)
  if (first === undefined || total <= 0 || known.some(({ exact }) => exact === null)) return []
  const nobody = sumOfParts([first, ...others])
  if ((nobody.value ?? 0) < total * LEAST) return []
  return [
    {
      id: `unassigned ${dimension}`,
      what: say.unassigned(
        dimensionName(dimension, words).toLocaleLowerCase(words.language),
        metric === metrics[0] ? null : names[metric].name.toLocaleLowerCase(words.language),
      ),
      share:
        shareText(nobody, wholeOf([first, ...known.filter((each) => each !== first)], wholes), words, 1) ??
        '',
      // A table lists what has its main metric: here only the other one knows of it.
      effect: metric === metrics[0] ? say.unassignedEffect : say.unlistedEffect,
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
