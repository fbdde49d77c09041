import type { Scope } from '#app/access/scope.ts'
import type { Figure } from '#app/figures/figure.ts'
import { type Comparison, comparison, isClosed, quartersUpTo } from '#app/filters/dataset-period.ts'
import type { PageState } from '#app/filters/page-address.ts'
import type { Period } from '#app/filters/period.ts'
import { NothingToShow, type Panel, type PanelOptions, settlePanel } from '#app/reports/panel.ts'
import { figuresOf } from '#app/reports/period-figures.server.ts'
import { loadQuarters } from '#app/reports/subsidiaries/load-quarters.server.ts'
import { COUNTS, MEASURES } from '#app/reports/subsidiaries/measures.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** Adoption, quarter by quarter: of each subsidiary, of each business line, and of all of them. */
export type Courses = {
  readonly subsidiaries: readonly Figure[]
  readonly lines: readonly Figure[]
  readonly whole: readonly Figure[]
}

/** The measures of the quarter: of each subsidiary, and of all of them. */
export type Standings = {
  readonly subsidiaries: readonly Figure[]
  readonly whole: readonly Figure[]
}

export type SubsidiariesData = {
  readonly state: PageState
  readonly quarters: readonly Period[]
  readonly compared: Comparison
  readonly closed: boolean
  readonly courses: Panel<Courses>
  readonly standings: Panel<Standings>
}

const ADOPTION = ['adoption_rate', ...COUNTS] as const

/** Everything that the page of all subsidiaries says of a quarter. */
export async function loadSubsidiaries(
  warehouse: Warehouse,
  scope: Scope,
  state: PageState,
  options: PanelOptions,
): Promise<SubsidiariesData> {
  const clock = warehouse.dataset
  const { quarter, filters } = state
  const quarters = quartersUpTo(quarter, clock)
  const compared = comparison(quarter, clock)
  const [courses, standings] = await Promise.all([
    settlePanel(warehouse, () => loadCourses(warehouse, scope, state, { quarters, compared }), options),
    settlePanel(
      warehouse,
      async () => {
        const [own, whole] = await Promise.all([
          figuresOf(warehouse, scope, MEASURES, compared.now, ['subsidiary'], filters),
          figuresOf(warehouse, scope, MEASURES, compared.now, [], filters),
        ])
        if (own.every(isUnknown)) throw new NothingToShow()
        return { subsidiaries: own, whole }
      },
      options,
    ),
  ])
  return { state, quarters, compared, closed: isClosed(quarter, clock), courses, standings }
}

async function loadCourses(
  warehouse: Warehouse,
  scope: Scope,
  { filters }: PageState,
  asked: Pick<SubsidiariesData, 'quarters' | 'compared'>,
): Promise<Courses> {
  const [subsidiaries, lines, whole] = await Promise.all([
    loadQuarters(warehouse, scope, ADOPTION, ['subsidiary'], filters, asked),
    loadQuarters(warehouse, scope, ADOPTION, ['business_line'], filters, asked),
    // The line that all are read against is of everyone, whatever the page is limited to.
    loadQuarters(warehouse, scope, ['adoption_rate'], [], {}, asked),
  ])
  const own = subsidiaries.flat()
  if (own.every(isUnknown)) throw new NothingToShow()
  return { subsidiaries: own, lines: lines.flat(), whole: whole.flat() }
}

/** What is withheld is known, and said to be. */
const isUnknown = ({ value, withheld }: Figure) => value === null && withheld === null
