import { CALLED_BY_ID, type Called } from '#app/figures/called.ts'
import { checkAll } from '#app/figures/check-all.ts'
import { checkPeriod, checkRequest, filtersCalled } from '#app/figures/check-request.ts'
import { FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import { allMonths, periodBetween } from '#app/filters/dataset-period.ts'
import { canonicalFilters, filtersToSearch } from '#app/filters/filters.ts'
import { nearestCalled } from '#app/filters/nearest-name.ts'
import { PeriodError } from '#app/filters/period.ts'
import { quarterSpelled } from '#app/filters/quarter-named.ts'
import type { Language } from '#app/metrics/language.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** The options of `npm run figures`, as parameters of an address. */
const OPTIONS: readonly string[] = ['metric', 'by', 'period', 'from', 'to', 'filter']
/** And what is of pages alone: where the table is, and the quarter that links between pages keep. */
const PARAMETERS: readonly string[] = [...OPTIONS, 'page', 'quarter']
const FILTER = 'filter.'

/** Names as an address may write them, checked no further: what a refused question is explained with. */
export type AskedNames = {
  readonly metrics: readonly string[]
  readonly by: readonly string[]
  readonly filters: Readonly<Record<string, readonly string[]>>
}

/** Reads what an address names; a form sends empty values for what nobody chose. */
export function askedNames(search: URLSearchParams): AskedNames {
  const listed = (name: string) =>
    search
      .getAll(name)
      .flatMap((value) => value.split(','))
      .filter((value) => value !== '')
  const filters = new Map<string, string[]>()
  const add = (dimension: string, value: string) => {
    if (value !== '') filters.set(dimension, [...(filters.get(dimension) ?? []), value])
  }
  for (const [name, value] of search) {
    if (name.startsWith(FILTER)) add(name.slice(FILTER.length), value)
    if (name !== 'filter' || value === '') continue
    const [, dimension, kept] = /^([^=]+)=(.+)$/s.exec(value) ?? []
    if (dimension === undefined || kept === undefined)
      throw new FigureRefused('empty_filter', 'A filter is written DIMENSION=VALUE, such as provider=aws.', {
        wrong: { parameter: 'filter', nearest: null },
      })
    add(dimension, kept)
  }
  return { metrics: listed('metric'), by: listed('by'), filters: Object.fromEntries(filters) }
}

/** The question of an address, spelled as the options of `npm run figures`; null where none is asked. Throws FigureRefused. */
export function parseQuestion(
  search: URLSearchParams,
  dataset: DatasetInfo,
  called: Called = CALLED_BY_ID,
): FigureRequest | null {
  const given = [...new Set([...search].filter(([, value]) => value !== '').map(([name]) => name))]
  const unknown = given.filter((name) => !PARAMETERS.includes(name) && !name.startsWith(FILTER))
  const [, question] = checkAll(
    () => checkAll(...unknown.map((name) => () => refuseParameter(name, called))),
    () => questionOf(search, dataset, called),
  )
  return question
}

function questionOf(search: URLSearchParams, dataset: DatasetInfo, called: Called): FigureRequest | null {
  const names = askedNames(search)
  // Links between pages bring a quarter and filters along: they choose, and ask nothing yet.
  if (names.metrics.length === 0 && names.by.length === 0) return null
  const [request, period] = checkAll(
    () => checkRequest({ ...names, period: '' }, called),
    () => {
      const asked = periodOf(search, dataset)
      checkPeriod({ metrics: [], period: asked }, dataset)
      return asked
    },
  )
  return { ...request, period }
}

function refuseParameter(name: string, called: Called): never {
  throw new FigureRefused(
    'unknown_parameter',
    `A question has the parameters ${OPTIONS.join(', ')}, and filter.DIMENSION.`,
    { wrong: { parameter: null, nearest: nearestParameter(name, OPTIONS, called) } },
  )
}

/** The parameter that a misspelled one comes nearest to: one of the given, or the filter by some dimension. */
export function nearestParameter(name: string, parameters: readonly string[], called: Called): string | null {
  return nearestCalled(name, [
    ...parameters.map((each) => [each, each] as const),
    ...[...called.parameters].filter(([, id]) => parameters.includes(id)),
    ...filtersCalled(called).map(([each, id]) => [`${FILTER}${each}`, `${FILTER}${id}`] as const),
  ])
}

function periodOf(search: URLSearchParams, dataset: DatasetInfo): string {
  const [asked, from, to, quarter] = ['period', 'from', 'to', 'quarter'].map(
    (name) => quarterSpelled(search.get(name) ?? '') || null,
  )
  const period = asked ?? (from == null && to == null ? quarter : null)
  if (period != null) {
    if (from != null || to != null)
      throw new FigureRefused(
        'bad_period',
        'The period already says from when to when: leave from and to out.',
      )
    return period
  }
  if (from == null && to == null) return allMonths(dataset).text
  try {
    return periodBetween(from ?? null, to ?? null, dataset).text
  } catch (error) {
    if (error instanceof PeriodError) throw new FigureRefused('bad_period', error.message, { cause: error })
    throw error
  }
}

/** The address of a question, the same for the same question: `/fr/explore?metric=cost&by=provider&period=2026-Q3`. */
export function questionPath(language: Language, request: FigureRequest, page = 1): string {
  return `/${language}/explore?${questionSearch(request, page)}`
}

/** The same, where its answer shows the statement that it is read by. */
export function queryPath(language: Language, request: FigureRequest): string {
  return `${questionPath(language, request)}#query`
}

export function questionSearch(request: FigureRequest, page = 1): string {
  const search = new URLSearchParams()
  for (const metric of request.metrics) search.append('metric', metric)
  for (const dimension of request.by) search.append('by', dimension)
  search.append('period', request.period)
  for (const [name, value] of filtersToSearch(request.filters)) search.append(name, value)
  if (page > 1) search.append('page', String(page))
  return search.toString().replaceAll('%7E', '~')
}

/** The page of the table that an address asks for: the first where it names none. */
export function pageAsked(search: URLSearchParams): number {
  const page = Number(search.get('page'))
  return Number.isSafeInteger(page) && page > 1 ? page : 1
}

/** The same question as a command; values are quoted where a shell would take them apart. */
export function questionCommand({ metrics, by, period, filters }: FigureRequest): string {
  const quoted = (text: string) => (/^[\w.~=:/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
  return [
    'npm run figures --',
    ...metrics.map((metric) => `--metric ${metric}`),
    ...by.map((dimension) => `--by ${dimension}`),
    `--period ${period}`,
    ...Object.entries(canonicalFilters(filters)).flatMap(([dimension, values]) =>
      values.map((value) => `--filter ${quoted(`${dimension}=${value}`)}`),
    ),
  ].join(' ')
}
