import type { Scope } from '#app/access/scope.ts'
import type { Commitment, Mission } from '#app/commitments/mission.ts'
import type { Figure, FigureDimension } from '#app/figures/figure.ts'
import { loadBreakdowns } from '#app/figures/load-figures.ts'
import { answerable } from '#app/figures/metric-dimensions.ts'
import { comparison, isClosed, isInData, quartersUpTo } from '#app/filters/dataset-period.ts'
import type { PageState } from '#app/filters/page-address.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { type AssessedCommitment, loadAssessments } from '#app/reports/commitment-readings.server.ts'
import { loadSeries, type Series, type SeriesRequest } from '#app/reports/load-series.server.ts'
import { NothingToShow, type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { hostingCommitment } from '#app/reports/sovereignty/hosting-commitment.ts'
import { type Lacking, loadLacking } from '#app/reports/topics/load-lacking.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

export type LadderFigures = {
  /** The spend by rung, quarter by quarter; the last is of the period that the page is about. */
  readonly cost: readonly (readonly Figure[])[]
  /** The spend by rung of the same first days a year before; none where the period of the page is whole. */
  readonly yearBefore: readonly Figure[]
  /** The share of the first rungs, largest amount first when there are several currencies. */
  readonly shares: readonly Series[]
  /** The commitment on it; null without one, and for a part of the group. */
  readonly assessed: AssessedCommitment | null
}

/** Amounts by provider now, a quarter before and a year before. */
export type ProviderFigures = {
  readonly now: readonly Figure[]
  readonly previous: readonly Figure[]
  readonly yearBefore: readonly Figure[]
}

export type PlaceFigures = {
  readonly regions: readonly Figure[]
  readonly totals: readonly Figure[]
  /** The carbon of regions and of all of them a quarter before. */
  readonly previous: readonly Figure[]
}

export type Sovereignty = SeriesRequest & {
  readonly state: PageState
  readonly closed: boolean
  readonly commitment: Commitment | null
  /** Whether filters, or what the reader may see, leave a part of the group. */
  readonly isPart: boolean
  readonly ladder: Panel<LadderFigures>
  /** The same ladder in other measures, in the period of the page. */
  readonly measures: Panel<readonly Figure[]>
  /** By openness of the model, and requests by provider within each, which tells who does not say. */
  readonly openness: Panel<readonly Figure[]>
  readonly providers: Panel<ProviderFigures>
  readonly places: Panel<PlaceFigures>
  /** The whole spend, and the bills that it lacks. */
  readonly spend: Panel<{ readonly cost: readonly Figure[]; readonly lacking: readonly Lacking[] }>
}

export const LADDER_METRICS = ['cost', 'input_tokens', 'output_tokens', 'gpu_hours'] as const
export const OPENNESS_METRICS = ['requests', 'input_tokens', 'output_tokens', 'cost'] as const
export const PLACE_METRICS = ['energy_kwh', 'grid_intensity', 'carbon_kg'] as const
/** Every metric that the page shows. */
export const SOVEREIGNTY_METRICS: readonly MetricId[] = [
  ...new Set<MetricId>([
    'top_rungs_cost_share',
    'open_model_share',
    ...LADDER_METRICS,
    ...OPENNESS_METRICS,
    ...PLACE_METRICS,
  ]),
]

/** Everything that the page on sovereignty says of a quarter, each panel settled apart. */
export async function loadSovereignty(
  warehouse: Warehouse,
  scope: Scope,
  state: PageState,
  mission: Mission | null,
  options: PanelOptions,
): Promise<Sovereignty> {
  const clock = warehouse.dataset
  const { quarter, filters } = state
  const quarters = quartersUpTo(quarter, clock)
  const compared = comparison(quarter, clock)
  const request = { quarters, compared, filters }
  const commitment = hostingCommitment(mission)
  // What was promised of the whole group says nothing of a part of it.
  const isPart = scope.kind !== 'group' || Object.keys(filters).length > 0
  const settle = <Figures>(load: () => Promise<Figures>) => settlePanel(warehouse, load, options)
  /** The figures of those metrics that have the dimensions and the filters, none of the others. */
  const read = async (metrics: readonly MetricId[], period: Period, by: readonly ByDimension[]) => {
    const known = answerable(metrics, filters, by)
    return known.length === 0 ? [] : await figuresOf(warehouse, scope, known, period, by, filters)
  }
  const [ladder, measures, openness, providers, places, spend] = await Promise.all([
    settle(() => loadLadder(warehouse, scope, request, isPart ? null : commitment)),
    settle(async () => something(await read(LADDER_METRICS, compared.now, ['hosting']))),
    settle(async () => {
      const [kinds, share, silent] = await Promise.all([
        read(OPENNESS_METRICS, compared.now, ['openness']),
        read(['open_model_share'], compared.now, []),
        read(['requests'], compared.now, ['openness', 'provider']),
      ])
      return [...something(kinds), ...share, ...silent]
    }),
    settle(async () => {
      const [now, previous, yearBefore] = await Promise.all(
        [compared.now, compared.previous, compared.yearBefore].map((period) =>
          read(['cost'], period, ['provider']),
        ),
      )
      return { now: something(now ?? []), previous: previous ?? [], yearBefore: yearBefore ?? [] }
    }),
    settle(async () => {
      const [regions, totals, ...previous] = await Promise.all([
        read(PLACE_METRICS, compared.now, ['region']),
        read(PLACE_METRICS, compared.now, []),
        read(['carbon_kg'], compared.previous, ['region']),
        read(['carbon_kg'], compared.previous, []),
      ])
      return { regions: something(regions), totals, previous: previous.flat() }
    }),
    settle(async () => {
      const [cost, lacking] = await Promise.all([
        read(['cost'], compared.now, []),
        loadLacking(warehouse, scope, ['cost'], filters, compared.now),
      ])
      return { cost: something(cost), lacking }
    }),
  ])
  return {
    ...request,
    state,
    closed: isClosed(quarter, clock),
    commitment,
    isPart,
    ladder,
    measures,
    openness,
    providers,
    places,
    spend,
  }
}

type ByDimension = Exclude<FigureDimension, 'month' | 'quarter'>

function something(figures: readonly Figure[]): readonly Figure[] {
  if (figures.every(({ value }) => value === null)) throw new NothingToShow()
  return figures
}

async function loadLadder(
  warehouse: Warehouse,
  scope: Scope,
  request: SeriesRequest,
  commitment: Commitment | null,
): Promise<LadderFigures> {
  const { quarters, compared, filters } = request
  const columns = [...quarters.slice(0, -1), compared.now]
  const { yearBefore } = compared
  const isPartOfOne = yearBefore.elapsedDays !== null && isInData(yearBefore, warehouse.dataset)
  const [[cost = []], { top_rungs_cost_share: shares }, [assessed = null]] = await Promise.all([
    loadBreakdowns(
      warehouse,
      scope,
      { metrics: ['cost'], breakdowns: [['hosting']], filters },
      [...columns, ...(isPartOfOne ? [yearBefore] : [])].map(({ text }) => text),
    ),
    loadSeries(warehouse, scope, ['top_rungs_cost_share'], request),
    commitment === null ? [] : loadAssessments(warehouse, scope, [commitment], quarters),
  ])
  something(cost[columns.length - 1] ?? [])
  return {
    cost: cost.slice(0, columns.length),
    yearBefore: cost[columns.length] ?? [],
    shares,
    assessed,
  }
}

/** Whether the document may be kept: every panel ready or rightly empty. */
export function isWhole({ ladder, measures, openness, providers, places, spend }: Sovereignty): boolean {
  return [ladder, measures, openness, providers, places, spend].every(
    ({ state }) => state === 'ready' || state === 'empty',
  )
}

/** The figures that the page shows, each once, in its order. */
export function sovereigntyFigures(data: Sovereignty): readonly Figure[] {
  const { ladder, measures, openness, providers, places } = data
  const series = ladder.figures?.shares ?? []
  const figures = [
    ...series.flatMap(({ now, previous, yearBefore, quarters }) => [now, previous, yearBefore, ...quarters]),
    ...(ladder.figures?.cost.flat() ?? []),
    ...(ladder.figures?.yearBefore ?? []),
    ...(measures.figures ?? []),
    ...(openness.figures ?? []),
    ...(providers.figures === null ? [] : Object.values(providers.figures).flat()),
    ...(places.figures === null ? [] : Object.values(places.figures).flat()),
  ].filter((figure) => figure !== null)
  return [...new Map(figures.map((figure) => [figure.key, figure])).values()]
}
