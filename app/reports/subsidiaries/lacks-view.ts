import type { Figure, ReaderDimension } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatShare, MISSING } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import type { SubsidiaryData, Supplied } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { lackingIn, lackingText } from '#app/reports/topics/lacking.ts'
import { unassessedText } from '#app/reports/unassessed-text.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

type Lack = {
  readonly id: string
  readonly what: string
  readonly share: string
  readonly effect: string
  readonly fill: string
  readonly receiptHref: string | null
}

/** Below half a thousandth, a share would print as zero. */
const LEAST = 0.0005

/** What a subsidiary has not supplied, how much of its activity that is, what it does to its figures and what fills it. */
export function lacksView(
  supplied: Supplied,
  data: SubsidiaryData,
  entities: Entities,
  words: Words,
): readonly Lack[] {
  return [
    ...headcountRow(supplied, data, words),
    ...unlabelledRow(supplied.byProject, 'cost', 'project', data, words),
    ...unlabelledRow(supplied.byProject, 'requests', 'project', data, words),
    ...hostingRow(supplied, data, words),
    ...unassessedRow(supplied, data, entities, words),
    ...monthsRow(supplied, data, words),
  ]
}

/** A small part keeps a decimal. */
const partText = (part: number, { language }: Words) => formatShare(part, language, part < 0.1 ? 1 : 0)

const coverageOf = (supplied: Supplied, metric: MetricId) =>
  supplied.covered.find((figure) => figure.metric === metric)?.coverage ?? null

function receiptOf(
  metric: MetricId,
  data: SubsidiaryData,
  words: Words,
  more: Record<string, string[]> = {},
): string {
  return receiptPath(words.language, {
    metrics: [metric],
    by: [],
    period: data.compared.now.text,
    filters: { ...more, subsidiary: [data.subsidiary.id] },
    version: data.supplied.dataVersion,
  })
}

function headcountRow(supplied: Supplied, data: SubsidiaryData, words: Words): readonly Lack[] {
  const say = words.messages.subsidiaries.one.lacks
  const coverage = coverageOf(supplied, 'adoption_rate')
  if (coverage === null || coverage >= 1) return []
  return [
    {
      id: 'headcount',
      what: say.headcount,
      share: partText(1 - coverage, words),
      effect: say.headcountEffect(formatShare(coverage, words.language)),
      fill: say.headcountFill,
      receiptHref: receiptOf('adoption_rate', data, words),
    },
  ]
}

/** The part of a total that no value of a dimension takes, of its largest currency. */
function unassignedPart(
  figures: readonly Figure[],
  metric: MetricId,
  dimension: ReaderDimension,
): number | null {
  const own = figures.filter((figure) => figure.metric === metric && figure.value !== null)
  const [largest] = [...own].sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  const same = own.filter(({ currency }) => currency === largest?.currency)
  const total = same.reduce((sum, { value }) => sum + (value ?? 0), 0)
  const nobody = same.find(({ by }) => by[dimension] === UNASSIGNED)?.value ?? 0
  return total <= 0 || nobody < total * LEAST ? null : nobody / total
}

function unlabelledRow(
  figures: readonly Figure[],
  metric: 'cost' | 'requests',
  dimension: ReaderDimension,
  data: SubsidiaryData,
  words: Words,
): readonly Lack[] {
  const say = words.messages.subsidiaries.one.lacks
  const part = unassignedPart(figures, metric, dimension)
  if (part === null) return []
  const isCost = metric === 'cost'
  return [
    {
      id: `${metric} ${dimension}`,
      what: say[metric],
      share: partText(part, words),
      effect: isCost ? say.costEffect : say.requestsEffect,
      fill: isCost ? say.costFill : say.requestsFill,
      receiptHref: receiptOf(metric, data, words, { [dimension]: [UNASSIGNED] }),
    },
  ]
}

function hostingRow(supplied: Supplied, data: SubsidiaryData, words: Words): readonly Lack[] {
  const say = words.messages.subsidiaries.one.lacks
  const part = unassignedPart(supplied.byHosting, 'cost', 'hosting')
  const coverage = coverageOf(supplied, 'top_rungs_cost_share')
  if (part === null) return []
  return [
    {
      id: 'hosting',
      what: say.hosting,
      share: partText(part, words),
      effect: say.hostingEffect(coverage === null ? MISSING : formatShare(coverage, words.language)),
      fill: say.hostingFill,
      receiptHref: receiptOf('cost', data, words, { hosting: [UNASSIGNED] }),
    },
  ]
}

function unassessedRow(
  supplied: Supplied,
  data: SubsidiaryData,
  entities: Entities,
  words: Words,
): readonly Lack[] {
  const say = words.messages.subsidiaries.one.lacks
  const found = unassessedText(supplied.byModel, entities, words)
  const coverage = coverageOf(supplied, 'carbon_kg')
  if (found === null) return []
  return [
    {
      id: 'unassessed',
      what: say.unassessed(found.models),
      share: found.share,
      effect: say.unassessedEffect(coverage === null ? MISSING : formatShare(coverage, words.language)),
      fill: say.unassessedFill,
      receiptHref: receiptOf('carbon_kg', data, words),
    },
  ]
}

function monthsRow({ lacking }: Supplied, { compared }: SubsidiaryData, words: Words): readonly Lack[] {
  const say = words.messages.subsidiaries.one.lacks
  const metrics: readonly MetricId[] = ['cost', 'requests', 'gpu_hours']
  const found = [...new Set(metrics.flatMap((metric) => lackingIn(lacking, metric, compared.now)))]
  if (found.length === 0) return []
  return [
    {
      id: 'months',
      what: say.months(lackingText(found, words)),
      share: say.monthsShare(new Set(found.map(({ month }) => month)).size),
      effect: say.monthsEffect,
      fill: say.monthsFill,
      receiptHref: null,
    },
  ]
}
