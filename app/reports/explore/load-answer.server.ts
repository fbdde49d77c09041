import type { Scope } from '#app/access/scope.ts'
import { checkFilterValues } from '#app/figures/check-filter-values.ts'
import { checkPeriod } from '#app/figures/check-request.ts'
import { type Figure, FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import { askedNames, parseQuestion } from '#app/figures/figures-address.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { READER_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { type SentStatement, sentStatements } from '#app/figures/receipt.ts'
import { CALLED_BY_NAME } from '#app/reports/called-by-name.ts'
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
      /** None where what the figures lack could not be read. */
      readonly gapsOf: GapsOf
      /** Whether all of it was read in time: the same question would be answered the same. */
      readonly isWhole: boolean
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
    const request = parseQuestion(search, warehouse.dataset, CALLED_BY_NAME)
    if (request === null) {
      checkFilterNames(search)
      return { kind: 'nothing-asked' }
    }
    checkPeriod(request, warehouse.dataset)
    let refusal: FigureRefused | null = null
    // What an answer lacks is read beside it, and is late or fails without it.
    const [panel, gaps] = await Promise.all([
      settlePanel(
        warehouse,
        async () => {
          const [figures] = await Promise.all([
            loadFigures(warehouse, scope, request),
            checkFilterValues(warehouse, scope, request).catch((error: unknown) => {
              if (!(error instanceof FigureRefused)) throw error
              refusal = error
            }),
          ])
          return figures
        },
        options,
      ),
      settlePanel(warehouse, () => loadGaps(warehouse, scope, request), options),
    ])
    if (refusal !== null) return { kind: 'refused', refusal }
    return {
      kind: 'asked',
      request,
      panel,
      gapsOf: gaps.figures ?? NO_GAPS,
      isWhole: panel.state === 'ready' && gaps.state === 'ready',
      statements: sentStatements(warehouse, scope, request),
    }
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
