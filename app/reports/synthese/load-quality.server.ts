import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import type { Filters } from '#app/filters/filters.ts'
import type { Period } from '#app/filters/period.ts'
import { loadUnassessed } from '#app/reports/load-unassessed.server.ts'
import { NothingToShow } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

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
  /** Requests, and those with an estimate, by model. */
  readonly requestsByModel: readonly Figure[]
}

/** What the figures of a period rest on; sources are those of the whole group. */
export async function loadQuality(
  warehouse: Warehouse,
  scope: Scope,
  now: Period,
  filters: Filters,
): Promise<QualityFigures> {
  const [completeness, energy, bySubsidiary, byService, whole, requestsByModel] = await Promise.all([
    figuresOf(warehouse, scope, ['source_completeness'], now, ['source', 'month']),
    figuresOf(warehouse, scope, ['energy_kwh'], now, [], filters),
    figuresOf(warehouse, scope, ['cost'], now, ['subsidiary'], filters),
    figuresOf(warehouse, scope, ['cost'], now, ['service'], filters),
    figuresOf(warehouse, scope, ['cost'], now, [], filters),
    loadUnassessed(warehouse, scope, now, filters),
  ])
  const known = (figures: readonly Figure[]) => figures.filter(({ value }) => value !== null)
  if (completeness.length === 0) throw new NothingToShow()
  return {
    sources: bySource(completeness),
    energy: known(energy)[0] ?? null,
    cost: known(whole),
    unassignedCost: known(bySubsidiary).filter(({ by }) => by.subsidiary === UNASSIGNED),
    costByService: known(byService).sort((a, b) => (b.value ?? 0) - (a.value ?? 0)),
    requestsByModel,
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
