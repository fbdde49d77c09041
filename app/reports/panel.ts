import { type Warehouse, WarehouseError } from '#app/warehouse/warehouse.ts'

export type PanelState = 'ready' | 'stale' | 'partial' | 'empty' | 'late' | 'denied' | 'failed'

/** What a page knows of one of its panels: never bare figures, so that a failure stays inside its panel. */
export type Panel<Figures> = {
  readonly state: PanelState
  readonly figures: Figures | null
  /** The day the data speak of, YYYY-MM-DD. */
  readonly asOf: string
  readonly dataVersion: string
  readonly error: { readonly kind: string } | null
}

/** Thrown by a panel's loader when the data set has nothing that could fill it. */
export class NothingToShow extends Error {
  override readonly name = 'NothingToShow'
}

/** Whether a panel lacks its figures for a reason that says nothing of them: nothing is known is then untrue. */
export function isUnanswered({ state, figures }: Pick<Panel<unknown>, 'state' | 'figures'>): boolean {
  return figures === null && state !== 'empty'
}

export type PanelOptions = {
  /** How long the page waits for it, in milliseconds; null for as long as it takes. */
  readonly deadlineMs: number | null
  /** Keeps the details of what failed in the log; the page only says that it did. */
  readonly reportError: (error: unknown) => void
}

/** Runs a panel's loader under the page's deadline; it fails, is late or is empty alone. */
export async function settlePanel<Figures>(
  warehouse: Warehouse,
  load: () => Promise<Figures>,
  { deadlineMs, reportError }: PanelOptions,
): Promise<Panel<Figures>> {
  const { asOf, version: dataVersion } = warehouse.dataset
  const panel = (state: PanelState, figures: Figures | null, kind: string | null): Panel<Figures> => ({
    state,
    figures,
    asOf,
    dataVersion,
    error: kind === null ? null : { kind },
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Panel<Figures>>((resolve) => {
    if (deadlineMs !== null) timer = setTimeout(() => resolve(panel('late', null, 'timeout')), deadlineMs)
  })
  const ready = load().then(
    (figures) => panel('ready', figures, null),
    (error: unknown) => {
      if (error instanceof NothingToShow) return panel('empty', null, null)
      reportError(error)
      const kind = error instanceof WarehouseError ? error.kind : 'unexpected'
      return panel(kind === 'denied' ? 'denied' : 'failed', null, kind)
    },
  )
  return await Promise.race([ready, late]).finally(() => clearTimeout(timer))
}
