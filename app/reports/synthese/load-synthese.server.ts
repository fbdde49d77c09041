import type { Scope } from '#app/access/scope.ts'
import type { Mission } from '#app/commitments/mission.ts'
import type { Figure } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { comparedChange, differs } from '#app/figures/uncertainty.ts'
import { comparison, isClosed, isInData } from '#app/filters/dataset-period.ts'
import { type Period, parsePeriod, previousPeriod } from '#app/filters/period.ts'
import { type Family, splitChange } from '#app/footprint/bridge.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { type AssessedCommitment, loadAssessments } from '#app/reports/commitment-readings.server.ts'
import { NothingToShow, type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

export const HEADLINES = [
  'active_users',
  'adoption_rate',
  'requests',
  'cost',
  'list_cost',
  'budget',
  'budget_used',
  'gpu_hours',
  'gpu_hours_used',
  'gpu_utilisation',
  'gpu_hours_idle',
  'energy_kwh',
  'carbon_kg',
  'carbon_per_employee',
  'energy_per_request',
] as const satisfies readonly MetricId[]
export type Headline = (typeof HEADLINES)[number]

/** One metric, perhaps in one currency, over the periods that the page compares. */
export type HeadlineSeries = {
  readonly now: Figure
  readonly previous: Figure | null
  readonly yearBefore: Figure | null
  /** The quarters of the columns, oldest first; the last is the quarter of the page. */
  readonly quarters: readonly (Figure | null)[]
}

/** The metric's series, largest amount first when there are several currencies; empty when nothing is known. */
export type HeadlineFigures = Readonly<Record<Headline, readonly HeadlineSeries[]>>

export type ChangeFigures = {
  readonly before: Figure
  readonly after: Figure
  readonly volume: number
  readonly intensity: number
  readonly grid: number
  /** Ends of the change, by what the two ends do not share. */
  readonly low: number
  readonly high: number
  /** Whether the two ends can be told apart. */
  readonly differs: boolean
  readonly requests: { readonly before: Figure | null; readonly after: Figure | null }
  readonly energy: { readonly before: Figure | null; readonly after: Figure | null }
}

export type SourceCompleteness = {
  readonly source: string
  readonly share: number | null
  /** YYYY-MM. */
  readonly missingMonths: readonly string[]
}

export type QualityFigures = {
  readonly sources: readonly SourceCompleteness[]
  readonly energy: Figure | null
  readonly cost: readonly Figure[]
  readonly unassignedCost: readonly Figure[]
  readonly costByService: readonly Figure[]
}

export type ReviewFigures = {
  readonly inProduction: number | null
  readonly reviewedShare: number | null
}

export type Synthese = {
  readonly quarter: Period
  readonly compared: { readonly now: Period; readonly previous: Period; readonly yearBefore: Period }
  readonly closed: boolean
  readonly quarters: readonly Period[]
  readonly mission: Mission | null
  readonly wall: Panel<readonly AssessedCommitment[]>
  readonly headlines: Panel<HeadlineFigures>
  readonly change: Panel<ChangeFigures>
  readonly quality: Panel<QualityFigures>
  readonly reviews: Panel<ReviewFigures>
}

const COLUMNS = 12

/** Everything the Synthèse of a quarter says, each panel settled apart. */
export async function loadSynthese(
  warehouse: Warehouse,
  scope: Scope,
  request: { readonly quarter: Period; readonly mission: Mission | null },
  options: PanelOptions,
): Promise<Synthese> {
  const { quarter, mission } = request
  const clock = warehouse.dataset
  const quarters = quartersUpTo(quarter, warehouse)
  const compared = comparison(quarter, clock)
  const settle = <Figures>(load: () => Promise<Figures>) => settlePanel(warehouse, load, options)
  const [wall, headlines, change, quality, reviews] = await Promise.all([
    settle(() => loadWall(warehouse, scope, mission, quarters)),
    settle(() => loadHeadlines(warehouse, scope, quarters, compared)),
    settle(() => loadChange(warehouse, scope, compared)),
    settle(() => loadQuality(warehouse, scope, compared.now)),
    settle(() => loadReviews(warehouse, scope, quarter)),
  ])
  return {
    quarter,
    compared,
    closed: isClosed(quarter, clock),
    quarters,
    mission,
    wall,
    headlines,
    change,
    quality,
    reviews,
  }
}

function quartersUpTo(quarter: Period, { dataset }: Warehouse): readonly Period[] {
  const quarters = [quarter]
  while (quarters.length < COLUMNS) {
    const before = previousPeriod(quarters[0] ?? quarter, dataset.fiscalStart)
    if (!isInData(before, dataset)) break
    quarters.unshift(before)
  }
  return quarters
}

async function loadWall(
  warehouse: Warehouse,
  scope: Scope,
  mission: Mission | null,
  quarters: readonly Period[],
): Promise<readonly AssessedCommitment[]> {
  if (mission === null || mission.commitments.length === 0) throw new NothingToShow()
  return await loadAssessments(warehouse, scope, mission.commitments, quarters)
}

/** Figures of a period, none when the data do not reach it. */
async function figuresOf(
  warehouse: Warehouse,
  scope: Scope,
  metrics: readonly MetricId[],
  period: Period,
  by: Parameters<typeof loadFigures>[2]['by'] = [],
): Promise<readonly Figure[]> {
  if (!isInData(period, warehouse.dataset)) return []
  return await loadFigures(warehouse, scope, { metrics, by, period: period.text, filters: {} })
}

async function loadHeadlines(
  warehouse: Warehouse,
  scope: Scope,
  quarters: readonly Period[],
  compared: Synthese['compared'],
): Promise<HeadlineFigures> {
  const first = quarters[0]?.text ?? ''
  const last = quarters.at(-1)?.text ?? ''
  const range = parsePeriod(first === last ? first : `${first}..${last}`, warehouse.dataset.fiscalStart)
  const [columns, now, previous, yearBefore] = await Promise.all([
    figuresOf(warehouse, scope, HEADLINES, range, ['quarter']),
    figuresOf(warehouse, scope, HEADLINES, compared.now),
    figuresOf(warehouse, scope, HEADLINES, compared.previous),
    figuresOf(warehouse, scope, HEADLINES, compared.yearBefore),
  ])
  const find = (figures: readonly Figure[], like: Figure) =>
    figures.find(({ metric, currency }) => metric === like.metric && currency === like.currency) ?? null
  const series = (metric: MetricId): HeadlineSeries[] =>
    now
      .filter((figure) => figure.metric === metric && figure.value !== null)
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
      .map((figure) => ({
        now: figure,
        previous: find(previous, figure),
        yearBefore: find(yearBefore, figure),
        // The last column is the figure above it, over the elapsed days of a quarter that is not over.
        quarters: quarters.map((quarter, index) =>
          index === quarters.length - 1
            ? figure
            : find(
                columns.filter(({ by }) => by.quarter === quarter.text),
                figure,
              ),
        ),
      }))
  const all = Object.fromEntries(HEADLINES.map((metric) => [metric, series(metric)])) as Record<
    Headline,
    HeadlineSeries[]
  >
  if (Object.values(all).every((each) => each.length === 0)) throw new NothingToShow()
  return all
}

async function loadChange(
  warehouse: Warehouse,
  scope: Scope,
  { previous, now }: Synthese['compared'],
): Promise<ChangeFigures> {
  const metrics = ['carbon_kg', 'energy_kwh', 'gpu_hours', 'requests'] as const
  const [wholeBefore, wholeAfter, before, after] = await Promise.all([
    figuresOf(warehouse, scope, metrics, previous),
    figuresOf(warehouse, scope, metrics, now),
    figuresOf(warehouse, scope, metrics, previous, ['phase']),
    figuresOf(warehouse, scope, metrics, now, ['phase']),
  ])
  const one = (figures: readonly Figure[], metric: MetricId) =>
    figures.find((figure) => figure.metric === metric && figure.value !== null) ?? null
  const [from, to] = [one(wholeBefore, 'carbon_kg'), one(wholeAfter, 'carbon_kg')]
  if (from === null || to === null) throw new NothingToShow()
  const change = comparedChange(from, to)
  return {
    before: from,
    after: to,
    ...splitChange(familiesOf(before, after)),
    low: change?.low ?? 0,
    high: change?.high ?? 0,
    differs: differs(from, to) === true,
    requests: { before: one(wholeBefore, 'requests'), after: one(wholeAfter, 'requests') },
    energy: { before: one(wholeBefore, 'energy_kwh'), after: one(wholeAfter, 'energy_kwh') },
  }
}

/** Inference is counted in requests, every other phase in GPU hours: no family mixes two units. */
function familiesOf(before: readonly Figure[], after: readonly Figure[]): readonly Family[] {
  const phases = new Set([...before, ...after].map(({ by }) => by.phase ?? ''))
  return [...phases].map((phase) => {
    const end = (figures: readonly Figure[]) => {
      const of = (metric: MetricId) =>
        figures.find((figure) => figure.metric === metric && figure.by.phase === phase)?.value ?? 0
      return {
        activity: of(phase === 'inference' ? 'requests' : 'gpu_hours'),
        energy: of('energy_kwh'),
        carbon: of('carbon_kg'),
      }
    }
    return { before: end(before), after: end(after) }
  })
}

async function loadQuality(warehouse: Warehouse, scope: Scope, now: Period): Promise<QualityFigures> {
  const [completeness, energy, bySubsidiary, byService] = await Promise.all([
    figuresOf(warehouse, scope, ['source_completeness'], now, ['source', 'month']),
    figuresOf(warehouse, scope, ['energy_kwh'], now),
    figuresOf(warehouse, scope, ['cost'], now, ['subsidiary']),
    figuresOf(warehouse, scope, ['cost'], now, ['service']),
  ])
  const known = (figures: readonly Figure[]) => figures.filter(({ value }) => value !== null)
  if (completeness.length === 0) throw new NothingToShow()
  return {
    sources: bySource(completeness),
    energy: known(energy)[0] ?? null,
    cost: known(await figuresOf(warehouse, scope, ['cost'], now)),
    unassignedCost: known(bySubsidiary).filter(({ by }) => by.subsidiary === UNASSIGNED),
    costByService: known(byService).sort((a, b) => (b.value ?? 0) - (a.value ?? 0)),
  }
}

function bySource(figures: readonly Figure[]): readonly SourceCompleteness[] {
  const sources = new Map<string, string[]>()
  for (const { by, value } of figures) {
    const missing = sources.get(by.source ?? '') ?? []
    if (value !== null && value < 1) missing.push(by.month ?? '')
    sources.set(by.source ?? '', missing)
  }
  return [...sources].map(([source, missingMonths]) => {
    const months = figures.filter(({ by }) => by.source === source)
    const loaded = months.reduce((sum, { value }) => sum + (value ?? 0), 0)
    return { source, share: months.length === 0 ? null : loaded / months.length, missingMonths }
  })
}

async function loadReviews(warehouse: Warehouse, scope: Scope, quarter: Period): Promise<ReviewFigures> {
  const figures = await figuresOf(warehouse, scope, ['use_cases_in_production', 'reviewed_share'], quarter)
  const read = (metric: MetricId) => figures.find((figure) => figure.metric === metric)?.value ?? null
  return { inProduction: read('use_cases_in_production'), reviewedShare: read('reviewed_share') }
}
