import type { Scope } from '#app/access/scope.ts'
import { checkPeriod, checkRequest } from '#app/figures/check-request.ts'
import { groupColumns, type Slice } from '#app/figures/compose-statement.ts'
import { countStatement, type RowsCounted } from '#app/figures/count-rows.ts'
import { describeCoverage, describeFormula } from '#app/figures/describe-formula.ts'
import type { Figure, FigureRequest } from '#app/figures/figure.ts'
import { COMBINATIONS_STATEMENT, KEYS_STATEMENT } from '#app/figures/load-factor-keys.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { factsOf, restsOnEstimates } from '#app/figures/metric-dimensions.ts'
import { type MissingMonth, missingMonths, missingMonthsStatement } from '#app/figures/missing-months.ts'
import { planSlices, statementOf } from '#app/figures/plan-slices.ts'
import type { ReceiptRequest } from '#app/figures/receipt-path.ts'
import type { Period } from '#app/filters/period.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { aggregatesOf } from '#app/metrics/metric.ts'
import type { Fact } from '#app/warehouse/schema.ts'
import type { SqlParameter, Statement, Warehouse } from '#app/warehouse/warehouse.ts'

/** A statement as the engine received it. */
export type SentStatement = {
  readonly name: string
  readonly sql: string
  readonly parameters: Readonly<Record<string, SqlParameter>>
  /** The statement with its parameters, as the engine's console takes it; null where the engine has none. */
  readonly pasted: string | null
}

/** Where a figure comes from: everything needed to make it again by hand. */
export type Receipt = {
  readonly request: ReceiptRequest
  readonly figures: readonly Figure[]
  readonly scope: Scope
  readonly period: Period
  readonly definitions: readonly {
    readonly metric: MetricId
    readonly formula: string
    readonly coverage: string | null
  }[]
  /** One count per set of facts that the figure's formula reads. */
  readonly rows: readonly RowsCounted[]
  readonly missingMonths: readonly MissingMonth[]
  readonly dataVersion: string
  /** False when the address names a version that is no longer the one served. */
  readonly isVersionAsked: boolean
  readonly statements: readonly SentStatement[]
}

/** The receipt of the figures of a request. Throws FigureRefused and WarehouseError. */
export async function loadReceipt(
  warehouse: Warehouse,
  scope: Scope,
  asked: ReceiptRequest,
): Promise<Receipt> {
  const request = checkRequest(asked)
  const { dataset } = warehouse
  const period = checkPeriod(request, dataset)
  const { slices } = planSlices(request, period)
  const facts = [...new Set(request.metrics.flatMap(factsOfMetric))]
  const isEstimated = request.metrics.some(restsOnEstimates)
  const counts = distinctReads(
    slices.filter((slice) => slice.facts.some((fact) => facts.includes(fact))),
  ).map((slice) => countStatement(slice, isEstimated))
  const sources = missingMonthsStatement(period, request.filters)
  const [figures, sourceRows, ...counted] = await Promise.all([
    loadFigures(warehouse, scope, request),
    warehouse.run(sources, scope),
    ...counts.map(({ statement }) => warehouse.run(statement, scope)),
  ])
  const statements = [...figureStatements(slices), ...counts.map(({ statement }) => statement), sources]
  return {
    request: { ...asked, ...request },
    figures,
    scope,
    period,
    definitions: request.metrics.map((metric) => ({
      metric,
      formula: describeFormula(metric),
      coverage: describeCoverage(metric),
    })),
    rows: counts.map(({ count }, index) => count(counted[index] ?? [])),
    missingMonths: missingMonths(sourceRows, facts),
    dataVersion: dataset.version,
    isVersionAsked: asked.version === null || asked.version === dataset.version,
    statements: statements.map((statement) => asSent(statement, warehouse, scope)),
  }
}

/** What the figures of a request are read by. */
function figureStatements(slices: readonly Slice[]): readonly Statement[] {
  const isModelled = slices.some((slice) => groupColumns(slice).includes('factors'))
  return [...slices.map(statementOf), ...(isModelled ? [COMBINATIONS_STATEMENT, KEYS_STATEMENT] : [])]
}

/** The statements of the figures of a request, as the engine receives them. Throws FigureRefused. */
export function sentStatements(
  warehouse: Warehouse,
  scope: Scope,
  request: FigureRequest,
): readonly SentStatement[] {
  const { slices } = planSlices(request, checkPeriod(request, warehouse.dataset))
  return figureStatements(slices).map((statement) => asSent(statement, warehouse, scope))
}

function factsOfMetric(metric: MetricId): readonly Fact[] {
  return aggregatesOf(metricOf(metric).formula).flatMap(({ measure }) => factsOf(measure))
}

/** Amounts and other measures of the same facts are two statements over the same rows. */
function distinctReads(slices: readonly Slice[]): readonly Slice[] {
  return [...new Map(slices.map((slice) => [`${slice.facts.join('+')} ${slice.grain}`, slice])).values()]
}

/** A statement as the engine receives it, and as it pastes into a console. */
export function asSent(statement: Statement, warehouse: Warehouse, scope: Scope): SentStatement {
  const sql = warehouse.asSent(statement, scope)
  const limited: Record<string, SqlParameter> =
    scope.kind === 'subsidiaries' && sql.includes('@scope')
      ? { scope: { type: 'STRING[]', value: scope.subsidiaries } }
      : {}
  return {
    name: statement.name,
    sql,
    parameters: { ...statement.parameters, ...limited },
    pasted: warehouse.asPasted?.(statement, scope) ?? null,
  }
}
