import type { Scope } from '#app/access/scope.ts'
import { checkFilterValues } from '#app/figures/check-filter-values.ts'
import { checkPeriod } from '#app/figures/check-request.ts'
import { type Figure, FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import { askedNames, parseQuestion } from '#app/figures/figures-address.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { READER_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { type SentStatement, sentStatements } from '#app/figures/receipt.ts'
import { type GapsOf, loadGaps, NO_GAPS } from '#app/reports/explore/load-gaps.server.ts'
import { type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** What an address asks, and what is known of it. */
export type Explored =
  | { readonly kind: 'nothing-asked' }
  | { readonly kind: 'refused'; readonly refusal: FigureRefused }
  | {
      readonly kind: 'asked'
      readonly request: FigureRequest
      readonly panel: Panel<readonly Figure[]>
      readonly gapsOf: GapsOf
      readonly statements: readonly SentStatement[]
    }

/** Reads the question of an address and answers it; a question that cannot be answered is no failure. */
export async function loadAnswer(
  warehouse: Warehouse,
  scope: Scope,
  search: URLSearchParams,
  options: PanelOptions,
): Promise<Explored> {
  try {
    const request = parseQuestion(search, warehouse.dataset)
    if (request === null) {
      checkFilterNames(search)
      return { kind: 'nothing-asked' }
    }
    checkPeriod(request, warehouse.dataset)
    let refusal: FigureRefused | null = null
    let gapsOf = NO_GAPS
    const panel = await settlePanel(
      warehouse,
      async () => {
        const [figures, gaps] = await Promise.all([
          loadFigures(warehouse, scope, request),
          loadGaps(warehouse, scope, request),
          checkFilterValues(warehouse, scope, request).catch((error: unknown) => {
            if (!(error instanceof FigureRefused)) throw error
            refusal = error
          }),
        ])
        gapsOf = gaps
        return figures
      },
      options,
    )
    if (refusal !== null) return { kind: 'refused', refusal }
    return { kind: 'asked', request, panel, gapsOf, statements: sentStatements(warehouse, scope, request) }
  } catch (error) {
    if (error instanceof FigureRefused) return { kind: 'refused', refusal: error }
    throw error
  }
}

/** Filters that links bring along ask nothing yet, but one that no question has is told at once. Throws FigureRefused. */
function checkFilterNames(search: URLSearchParams): void {
  const known: readonly string[] = READER_DIMENSIONS
  const unknown = Object.keys(askedNames(search).filters).some((name) => !known.includes(name))
  if (unknown) throw new FigureRefused('unknown_dimension', 'A filter names a dimension that does not exist.')
}
