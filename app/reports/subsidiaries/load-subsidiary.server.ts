import type { Scope } from '#app/access/scope.ts'
import type { Mission } from '#app/commitments/mission.ts'
import type { Figure } from '#app/figures/figure.ts'
import { type Comparison, comparison, isClosed, quartersUpTo } from '#app/filters/dataset-period.ts'
import type { PageState } from '#app/filters/page-address.ts'
import type { Period } from '#app/filters/period.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { Subsidiary } from '#app/reports/entities.server.ts'
import { loadUnassessed } from '#app/reports/load-unassessed.server.ts'
import { type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { loadParts, type Part } from '#app/reports/subsidiaries/load-parts.server.ts'
import { loadQuarters, type Quarters } from '#app/reports/subsidiaries/load-quarters.server.ts'
import { COUNTS, MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { type Lacking, loadLacking } from '#app/reports/topics/load-lacking.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** The measures quarter by quarter, of the subsidiary and of its business line; none of the line where there is none to read. */
export type Measured = {
  readonly own: readonly Figure[]
  readonly line: readonly Figure[]
}

/** Its use cases: the stage of each, whether experts reviewed it, what it costs. */
export type UseCases = {
  readonly stages: readonly Figure[]
  readonly reviews: readonly Figure[]
  readonly costs: readonly Figure[]
}

/** What tells how much of its activity lacks a label, a headcount, an estimate or a month. */
export type Supplied = {
  readonly covered: readonly Figure[]
  readonly byProject: readonly Figure[]
  readonly byHosting: readonly Figure[]
  readonly byModel: readonly Figure[]
  readonly lacking: readonly Lacking[]
}

export type SubsidiaryData = {
  readonly subsidiary: Subsidiary
  readonly state: PageState
  readonly quarters: readonly Period[]
  readonly compared: Comparison
  readonly closed: boolean
  readonly measured: Panel<Measured>
  readonly useCases: Panel<UseCases>
  readonly parts: Panel<readonly Part[]>
  readonly supplied: Panel<Supplied>
}

/** Everything that the page of one subsidiary says of a quarter, each panel settled apart. */
export async function loadSubsidiary(
  warehouse: Warehouse,
  scope: Scope,
  subsidiary: Subsidiary,
  state: PageState,
  mission: Mission | null,
  options: PanelOptions,
): Promise<SubsidiaryData> {
  const clock = warehouse.dataset
  const { quarter } = state
  const quarters = quartersUpTo(quarter, clock)
  const compared = comparison(quarter, clock)
  const { now } = compared
  const settle = <Figures>(load: () => Promise<Figures>) => settlePanel(warehouse, load, options)
  const [measured, useCases, parts, supplied] = await Promise.all([
    settle(() => loadMeasured(warehouse, scope, subsidiary, { quarters, compared })),
    settle(() => loadUseCases(warehouse, scope, subsidiary, now)),
    settle(() => loadParts(warehouse, scope, subsidiary.id, mission?.commitments ?? [], quarter)),
    settle(() => loadSupplied(warehouse, scope, subsidiary, now)),
  ])
  const closed = isClosed(quarter, clock)
  return { subsidiary, state, quarters, compared, closed, measured, useCases, parts, supplied }
}

const OF_USE_CASES = ['reviewed_share', 'cost'] as const satisfies readonly MetricId[]
const LABELLED = ['cost', 'requests'] as const satisfies readonly MetricId[]
/** Every metric that the page shows beside those of the commitments. */
export const SUBSIDIARY_METRICS: readonly MetricId[] = [
  ...new Set<MetricId>([...MEASURES, 'carbon_kg', ...OF_USE_CASES, ...LABELLED]),
]

const limits = ({ id }: Subsidiary) => ({ subsidiary: [id] })

async function loadMeasured(
  warehouse: Warehouse,
  scope: Scope,
  subsidiary: Subsidiary,
  asked: Quarters,
): Promise<Measured> {
  const metrics = [...MEASURES, 'carbon_kg', ...COUNTS] as const
  const { businessLine } = subsidiary
  // A reader of some subsidiaries would take what they see of a business line for all of it.
  const isLineKnown = businessLine !== UNASSIGNED && scope.kind === 'group'
  const [own, line] = await Promise.all([
    loadQuarters(warehouse, scope, metrics, ['subsidiary'], limits(subsidiary), asked),
    isLineKnown
      ? loadQuarters(warehouse, scope, metrics, ['business_line'], { business_line: [businessLine] }, asked)
      : [],
  ])
  return { own: own.flat(), line: line.flat() }
}

async function loadUseCases(
  warehouse: Warehouse,
  scope: Scope,
  subsidiary: Subsidiary,
  now: Period,
): Promise<UseCases> {
  const filters = limits(subsidiary)
  const [stages, both] = await Promise.all([
    figuresOf(warehouse, scope, ['use_cases'], now, ['project', 'stage'], filters),
    figuresOf(warehouse, scope, OF_USE_CASES, now, ['project'], filters),
  ])
  return {
    stages,
    reviews: both.filter(({ metric }) => metric === 'reviewed_share'),
    costs: both.filter(({ metric }) => metric === 'cost'),
  }
}

async function loadSupplied(
  warehouse: Warehouse,
  scope: Scope,
  subsidiary: Subsidiary,
  now: Period,
): Promise<Supplied> {
  const filters = limits(subsidiary)
  const covered = ['adoption_rate', 'carbon_kg', 'top_rungs_cost_share'] as const
  const [coverage, byProject, byHosting, byModel, lacking] = await Promise.all([
    figuresOf(warehouse, scope, covered, now, [], filters),
    figuresOf(warehouse, scope, LABELLED, now, ['project'], filters),
    figuresOf(warehouse, scope, ['cost'], now, ['hosting'], filters),
    loadUnassessed(warehouse, scope, now, filters),
    loadLacking(warehouse, scope, ['cost', 'requests', 'gpu_hours'], filters, now),
  ])
  return { covered: coverage, byProject, byHosting, byModel, lacking }
}
