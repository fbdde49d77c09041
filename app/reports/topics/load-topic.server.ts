import type { Scope } from '#app/access/scope.ts'
import type { Figure, ReaderDimension } from '#app/figures/figure.ts'
import { type BreakdownRequest, loadBreakdowns } from '#app/figures/load-figures.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { comparison, isClosed, isInData, quartersUpTo } from '#app/filters/dataset-period.ts'
import { canonicalFilters, type Filters } from '#app/filters/filters.ts'
import type { PageState } from '#app/filters/page-address.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { loadSeries, type Series, type SeriesRequest } from '#app/reports/load-series.server.ts'
import { loadUnassessed } from '#app/reports/load-unassessed.server.ts'
import { NothingToShow, type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { loadBeside } from '#app/reports/topics/load-beside.server.ts'
import { type ForecastData, loadForecast } from '#app/reports/topics/load-forecast.server.ts'
import { type Lacking, loadLacking } from '#app/reports/topics/load-lacking.server.ts'
import { loadRegister, type Register } from '#app/reports/topics/load-register.server.ts'
import type { Subject, Topic } from '#app/reports/topics/topic.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** The figures of some metrics by one dimension, and of the first the quarter before. */
export type Breakdown = {
  readonly dimension: ReaderDimension
  readonly metrics: readonly MetricId[]
  readonly now: readonly Figure[]
  readonly previous: readonly Figure[]
}

export type SeriesByMetric = Readonly<Partial<Record<MetricId, readonly Series[]>>>

export type TopicData = SeriesRequest & {
  readonly topic: Topic
  /** What the reader chose; `filters` adds the subject of the page. */
  readonly state: PageState
  readonly subject: Subject | null
  readonly closed: boolean
  readonly series: Panel<SeriesByMetric>
  readonly who: Panel<readonly Breakdown[]>
  readonly what: Panel<readonly Breakdown[]>
  /** The headlines without the subject, for its share; empty without one. */
  readonly whole: Panel<readonly Figure[]>
  /** Fine-tuned models and their standard siblings on the same task; empty where there is none. */
  readonly siblings: Panel<readonly Figure[]>
  /** Requests, and those with an estimate, by model; empty where the page counts no footprint. */
  readonly unassessed: Panel<readonly Figure[]>
  /** The months that sources have not supplied; empty where the coverage of the figures says it. */
  readonly lacking: Panel<readonly Lacking[]>
  /** The whole subsidiary of a use case, which its page is compared with; empty elsewhere. */
  readonly beside: Panel<readonly Figure[]>
  /** What the register says of the use case of a page; null on other pages. */
  readonly register: Panel<Register> | null
  /** What the page's year comes to; null on pages that do not say it. */
  readonly forecast: Panel<ForecastData> | null
  /** What subsidiaries use and what it costs them, side by side; empty but on the page about usage. */
  readonly contrast: Panel<readonly Figure[]>
}

/** Who answers for what is counted. */
const WHO = ['subsidiary', 'business_line'] as const satisfies readonly ReaderDimension[]

/** Everything that the page of a topic says of a quarter, each panel settled apart. */
export async function loadTopic(
  warehouse: Warehouse,
  scope: Scope,
  topic: Topic,
  state: PageState,
  options: PanelOptions,
  subject: Subject | null = null,
): Promise<TopicData> {
  const clock = warehouse.dataset
  const { quarter } = state
  const filters =
    subject === null
      ? state.filters
      : canonicalFilters({ ...state.filters, [subject.dimension]: [subject.id] })
  const quarters = quartersUpTo(quarter, clock)
  const compared = comparison(quarter, clock)
  const request = { quarters, compared, filters }
  const settle = <Figures>(load: () => Promise<Figures>) => settlePanel(warehouse, load, options)
  const [series, who, what, whole, siblings, unassessed, lacking, beside, contrast, forecast, register] =
    await Promise.all([
      settle(() => loadTopicSeries(warehouse, scope, topic, request)),
      settle(() =>
        loadAll(
          warehouse,
          scope,
          { metrics: isClosed(quarter, clock) ? topic.who : topic.who.filter(isNoBudget), dimensions: WHO },
          request,
        ),
      ),
      settle(() => loadAll(warehouse, scope, topic.what, request)),
      settle(async () =>
        subject === null
          ? []
          : await figuresOf(
              warehouse,
              scope,
              answerable(topic.headlines, state.filters),
              compared.now,
              [],
              state.filters,
            ),
      ),
      settle(() => loadSiblings(warehouse, scope, state, subject, compared.now)),
      settle(async () =>
        topic.headlines.includes('carbon_kg')
          ? await loadUnassessed(warehouse, scope, compared.now, filters)
          : [],
      ),
      settle(() => loadLacking(warehouse, scope, topic.headlines, filters, compared.now)),
      settle(() => loadBeside(warehouse, scope, state.filters, subject, compared.now)),
      settle(() => loadContrast(warehouse, scope, topic, filters, compared.now)),
      topic.id === 'cost' ? settle(() => loadForecast(warehouse, scope, state)) : null,
      subject?.dimension === 'project' ? settle(() => loadRegister(warehouse, scope, subject.id)) : null,
    ])
  return {
    topic,
    forecast,
    register,
    state,
    subject,
    ...request,
    closed: isClosed(quarter, clock),
    series,
    who,
    what,
    whole,
    siblings,
    unassessed,
    lacking,
    beside,
    contrast,
  }
}

async function loadTopicSeries(
  warehouse: Warehouse,
  scope: Scope,
  { headlines, context, intensities }: Topic,
  request: SeriesRequest,
): Promise<SeriesByMetric> {
  const metrics = [...new Set([...headlines, ...context, ...intensities])]
  const series = await loadSeries(warehouse, scope, metrics, request)
  if (headlines.every((metric) => (series[metric] ?? []).length === 0)) throw new NothingToShow()
  return series
}

/** Budgets are monthly: beside elapsed days they would be of other days. */
const isNoBudget = (metric: MetricId) => metric !== 'budget' && metric !== 'budget_used'

/** The breakdowns that can be told, each with the metrics that have its dimension; those of one list read together. */
async function loadAll(
  warehouse: Warehouse,
  scope: Scope,
  { metrics, dimensions }: Topic['what'],
  { filters, compared }: SeriesRequest,
): Promise<readonly Breakdown[]> {
  const asked = dimensions.map((dimension) => ({
    dimension,
    metrics: answerable(metrics, filters, [dimension]),
  }))
  const groups = new Map<string, typeof asked>()
  for (const each of asked) {
    if (each.metrics.length === 0) continue
    // Use cases are many: told apart from models and regions they make few rows, together with them very many.
    const key = `${each.dimension === 'project' ? 'project ' : ''}${each.metrics.join(' ')}`
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  const read = await Promise.all(
    [...groups.values()].map(async (group) => {
      const of = (metrics: readonly MetricId[], period: Period) =>
        breakdownsOf(
          warehouse,
          scope,
          { metrics, filters, breakdowns: group.map(({ dimension }) => [dimension]) },
          period,
        )
      const all = group[0]?.metrics ?? []
      // A table compares its main metric only.
      const [now, previous] = await Promise.all([
        of(all, compared.now),
        of(all.slice(0, 1), compared.previous),
      ])
      return group.map(
        (each, index): Breakdown => ({ ...each, now: now[index] ?? [], previous: previous[index] ?? [] }),
      )
    }),
  )
  const found = read.flat().filter(({ now }) => now.some(({ value }) => value !== null))
  if (found.length === 0) throw new NothingToShow()
  return dimensions.flatMap((dimension) => found.filter((each) => each.dimension === dimension))
}

/** The figures of each breakdown; none when the data do not reach the period. */
async function breakdownsOf(
  warehouse: Warehouse,
  scope: Scope,
  request: BreakdownRequest,
  period: Period,
): Promise<readonly (readonly Figure[])[]> {
  if (!isInData(period, warehouse.dataset)) return []
  const figures = await loadBreakdowns(warehouse, scope, request, [period.text])
  return figures.map(([found]) => found ?? [])
}

/** What two models are compared by, on the same task. */
export const SIBLING_METRICS = [
  'requests',
  'gpu_hours_per_thousand_requests',
  'energy_per_thousand_requests',
  'carbon_per_request',
  'cost_per_thousand_requests',
  'gpu_utilisation',
] as const satisfies readonly MetricId[]

/**
 * What a metric of the comparison is limited to: fine-tuning is no use of a model, so inference alone wherever phases
 * are told apart.
 */
export function siblingFilters(metric: MetricId, filters: Filters): Filters {
  const tellsPhases = answerable([metric], {}, ['phase']).length > 0
  return tellsPhases ? canonicalFilters({ ...filters, phase: ['inference'] }) : filters
}

async function loadSiblings(
  warehouse: Warehouse,
  scope: Scope,
  { filters }: PageState,
  subject: Subject | null,
  period: Period,
): Promise<readonly Figure[]> {
  const isWithoutInference = filters.phase?.includes('inference') === false
  if (subject === null || subject.pairs.length === 0 || isWithoutInference) return []
  const model = [...new Set(subject.pairs.flatMap(({ tuned, standard }) => [tuned, standard]))]
  const metrics = answerable(SIBLING_METRICS, filters, ['model'])
  const read = await Promise.all(
    metrics.map((metric) =>
      figuresOf(warehouse, scope, [metric], period, ['model'], {
        ...siblingFilters(metric, filters),
        model,
      }),
    ),
  )
  return read.flat()
}

/** Much for little, little for much: use beside its cost, and the price that both give. */
export const CONTRAST_METRICS = [
  'requests_per_active_user',
  'cost_per_active_user',
  'cost_per_thousand_requests',
] as const satisfies readonly MetricId[]

async function loadContrast(
  warehouse: Warehouse,
  scope: Scope,
  { id }: Topic,
  filters: Filters,
  period: Period,
): Promise<readonly Figure[]> {
  const metrics = answerable(CONTRAST_METRICS, filters, ['subsidiary'])
  if (id !== 'usage' || metrics.length < CONTRAST_METRICS.length) return []
  return await figuresOf(warehouse, scope, metrics, period, ['subsidiary'], filters)
}
