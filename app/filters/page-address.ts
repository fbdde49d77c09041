import type { ReaderDimension } from '#app/figures/figure.ts'
import { type DatasetClock, defaultQuarter } from '#app/filters/dataset-period.ts'
import { droppedNames } from '#app/filters/dropped.ts'
import { canonicalFilters, type Filters, filtersToSearch } from '#app/filters/filters.ts'
import {
  calledIn,
  calledParameters,
  DROPPED,
  PERIMETER,
  PREFIX,
  parametersOf,
  QUARTER,
} from '#app/filters/page-parameters.ts'
import type { Period } from '#app/filters/period.ts'
import { quarterNamed, quarterSpelled } from '#app/filters/quarter-named.ts'

/** How a table of a page stands: sorted by a column, `descending` or not, on a page counted from 1. */
export type TableState = {
  readonly column: string
  readonly descending: boolean
  readonly page: number
}

/** What a reader chose, as the address of a report page says it. The address is the only state. */
export type PageState = {
  readonly quarter: Period
  readonly filters: Filters
  /** Tables that are not as they open, by id. */
  readonly tables: Readonly<Record<string, TableState>>
  /** What the address that led here asked for and this page could not follow, to be read with `parseDropped`. */
  readonly dropped?: readonly string[]
  /** What the figures of the page follow: dimensions, `quarter`; everything where it is left out. */
  readonly limits?: readonly string[]
}

/** What a page understands. */
export type PageSpec = {
  /** Every dimension that some page can be limited by. */
  readonly dimensions: readonly string[]
  /** What a person may call a dimension or the quarter, in the words of any page, with its id. */
  readonly called: ReadonlyMap<string, string>
  /** What the figures of the page follow: dimensions, `quarter`. What else it knows is kept for other pages. */
  readonly limits: readonly string[]
  /** Whether a value of a dimension can be filtered by on this page. */
  readonly knows: (dimension: string, value: string) => boolean
  /** The value of the data that a misspelled one comes nearest to; null where none is near. */
  readonly nearest: (dimension: string, value: string) => string | null
  /** The columns that each table sorts by. */
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/** Dimensions that questions have and no page is limited by: a filter of one exists, and is left out. */
const OF_QUESTIONS = [
  'account',
  'business_function',
  'invoice_month',
  'publisher',
  'source',
  'stage',
] as const satisfies readonly ReaderDimension[]

const TABLE = /^(sort|page)\.([a-z_]+)$/
const MOST_VALUES = 50

/**
 * Reads the address of a report page. `address` is where to go instead when it says something that the page does not
 * understand or spells otherwise: the search of what remains; null when it is right. A file, which leads nowhere else,
 * is refused unless the address `isUnderstood`, however its quarter is spelled.
 */
export function readPage(
  search: URLSearchParams,
  clock: DatasetClock,
  spec: PageSpec,
): { readonly state: PageState; readonly address: string | null; readonly isUnderstood: boolean } {
  const asked = [...new Set(search.getAll(QUARTER).map(quarterSpelled))].filter((text) => text !== '')
  const inData = asked.map((text) => quarterNamed(text, clock)).filter((quarter) => quarter !== null)
  const [named = null] = inData
  const state: PageState = {
    quarter: named ?? defaultQuarter(clock),
    filters: readFilters(search, spec),
    tables: readTables(search, spec),
    dropped: readDropped(search, spec, [
      ...(inData.length < asked.length ? (['quarter'] as const) : []),
      ...(inData.length > 1 ? (['quarters'] as const) : []),
    ]),
    limits: spec.limits,
  }
  const right = searchOf(state, { quarter: named !== null })
  if (state.dropped?.length) right.append(DROPPED, state.dropped.join(','))
  return {
    state,
    address: isSame(search, right) ? null : asAddress(right),
    isUnderstood: isSame(withQuarterSpelled(search), right),
  }
}

function readFilters(search: URLSearchParams, { knows }: PageSpec): Filters {
  const chosen: Record<string, string[]> = {}
  let count = 0
  for (const [name, value] of search) {
    const [dimension, id] = filterIn(name, value)
    if (dimension === undefined || id === undefined || id === '' || !knows(dimension, id)) continue
    // More values than any page offers would only make a long statement.
    if (count >= MOST_VALUES) break
    count += 1
    chosen[dimension] = [...(chosen[dimension] ?? []), id]
  }
  return canonicalFilters(chosen)
}

/** The dimension and value that a parameter filters by; `filter=provider=aws` is how questions may spell it. */
function filterIn(name: string, value: string): readonly [string | undefined, string | undefined] {
  if (name === PERIMETER) return splitOnce(value, ':')
  if (name === 'filter') return splitOnce(value, '=')
  return [name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined, value]
}

function readDropped(
  search: URLSearchParams,
  spec: PageSpec,
  quarters: readonly ('quarter' | 'quarters')[],
): readonly string[] {
  const parameters = parametersOf(spec)
  const given = [...search].filter(([, value]) => value !== '')
  const asked = given.map(([name, value]) => filterIn(name, value))
  return droppedNames(
    {
      told: search.getAll(DROPPED).flatMap((names) => names.split(',')),
      quarters,
      filters: asked.flatMap(([dimension, id]) =>
        dimension === undefined || id === undefined || id === '' || spec.knows(dimension, id)
          ? []
          : [[dimension, id] as const],
      ),
      strangers: given
        .map(([name]) => name)
        .filter((name) => name !== DROPPED && !/^filter(\.|$)/.test(name) && !parameters.includes(name)),
    },
    {
      ...spec,
      existing: [...spec.dimensions, ...OF_QUESTIONS],
      dimensions: calledIn(spec),
      parameters: [...parameters.map((name) => [name, name] as const), ...calledParameters(spec)],
    },
  )
}

function splitOnce(text: string, mark: string): readonly [string | undefined, string | undefined] {
  const at = text.indexOf(mark)
  return at < 0 ? [undefined, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

function readTables(search: URLSearchParams, { tables }: PageSpec): PageState['tables'] {
  const read: Record<string, TableState> = {}
  for (const [name] of search) {
    const table = TABLE.exec(name)?.[2]
    const columns = table !== undefined && Object.hasOwn(tables, table) ? tables[table] : undefined
    if (table === undefined || columns === undefined) continue
    const sort = search.get(`sort.${table}`) ?? ''
    const column = sort.replace(/^-/, '')
    const page = search.get(`page.${table}`) ?? '1'
    const isSorted = columns.includes(column)
    const isPaged = /^[1-9]\d{0,2}$/.test(page) && page !== '1'
    if (isSorted || isPaged)
      read[table] = {
        column: isSorted ? column : '',
        descending: isSorted && sort.startsWith('-'),
        page: isPaged ? Number(page) : 1,
      }
  }
  return read
}

/** The search of a page's state; the quarter is left out only when nobody chose one. */
export function searchOf(state: PageState, options: { readonly quarter: boolean }): URLSearchParams {
  const search = new URLSearchParams()
  if (options.quarter) search.append('quarter', state.quarter.text)
  for (const [name, value] of filtersToSearch(state.filters)) search.append(name, value)
  for (const [table, { column, descending, page }] of Object.entries(state.tables).sort()) {
    if (column !== '') search.append(`sort.${table}`, `${descending ? '-' : ''}${column}`)
    if (page > 1) search.append(`page.${table}`, String(page))
  }
  return search
}

/** The address of a page in some state, with the quarter in it: what is kept or sent on keeps its meaning. */
export function pageHref(path: string, state: PageState): string {
  return `${path}${asAddress(searchOf(state, { quarter: true }))}`
}

/** The same choices on another page: tables stand as they open. */
export function withoutTables(state: PageState): PageState {
  return { ...state, tables: {} }
}

/** The state with one dimension limited to one value, and tables as they open. */
export function filteredBy(state: PageState, dimension: string, value: string): PageState {
  return { ...state, filters: canonicalFilters({ ...state.filters, [dimension]: [value] }), tables: {} }
}

/** The state without a dimension's filter. */
export function unfiltered(state: PageState, dimension: string): PageState {
  const { [dimension]: _, ...filters } = state.filters
  return { ...state, filters, tables: {} }
}

function asAddress(search: URLSearchParams): string {
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

function withQuarterSpelled(search: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...search].map(([name, value]) => [name, name === QUARTER ? quarterSpelled(value) : value]),
  )
}

function isSame(search: URLSearchParams, right: URLSearchParams): boolean {
  const spelled = (one: URLSearchParams) => JSON.stringify([...one].sort())
  return spelled(search) === spelled(right)
}
