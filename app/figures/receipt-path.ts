import { CALLED_BY_ID, type Called } from '#app/figures/called.ts'
import { checkAll } from '#app/figures/check-all.ts'
import { checkPeriod, checkRequest, filtersCalled } from '#app/figures/check-request.ts'
import { FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import { nearestParameter } from '#app/figures/figures-address.ts'
import { READER_DIMENSIONS } from '#app/figures/metric-dimensions.ts'
import { filtersToSearch, parseFilters } from '#app/filters/filters.ts'
import { nearestCalled } from '#app/filters/nearest-name.ts'
import { quarterSpelled } from '#app/filters/quarter-named.ts'
import type { Language } from '#app/metrics/language.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** The commitment that reads a figure, and the quarter in which it is assessed. */
export type Judgement = { readonly commitment: string; readonly quarter: string }

/** What a receipt is asked for; `version` is the data version the figure was read from, null for the one served. */
export type ReceiptRequest = FigureRequest & {
  readonly version: string | null
  readonly judgement?: Judgement
  /** Set where an answer of the explorer leads to it, which its way back leads to. */
  readonly from?: typeof EXPLORER
}

const EXPLORER = 'explore'

/** The address of a figure's receipt, the same for the same figure: `/fr/receipt?metric=cost&period=2026-Q3&…`. */
export function receiptPath(language: Language, request: ReceiptRequest): string {
  const search = new URLSearchParams()
  for (const metric of request.metrics) search.append('metric', metric)
  for (const dimension of request.by) search.append('by', dimension)
  search.append('period', request.period)
  for (const [name, value] of filtersToSearch(request.filters)) search.append(name, value)
  if (request.judgement !== undefined) {
    search.append('commitment', request.judgement.commitment)
    search.append('quarter', request.judgement.quarter)
  }
  if (request.from !== undefined) search.append('from', request.from)
  if (request.version !== null) search.append('version', request.version)
  return `/${language}/receipt?${search.toString().replaceAll('%7E', '~')}`
}

const PARAMETERS: readonly string[] = ['metric', 'by', 'period', 'commitment', 'quarter', 'from', 'version']

/** Reads the address of a receipt. Throws FigureRefused for what names no figure, with all that is wrong of it. */
export function parseReceipt(
  search: URLSearchParams,
  dataset: DatasetInfo,
  called: Called = CALLED_BY_ID,
): ReceiptRequest {
  const names = [...new Set(search.keys())]
  const unknown = names.filter((name) => !PARAMETERS.includes(name) && !name.startsWith('filter.'))
  const { filters, ignored } = parseFilters(search, READER_DIMENSIONS)
  const period = quarterSpelled(search.get('period') ?? '')
  const [, , request, , judgement, from] = checkAll(
    () => checkAll(...unknown.map((name) => () => refuseParameter(name, called))),
    () => checkAll(...[...new Set(ignored)].map((name) => () => refuseFilter(name, called))),
    () =>
      checkRequest({ metrics: search.getAll('metric'), by: search.getAll('by'), period, filters }, called),
    () => checkPeriod({ metrics: [], period }, dataset),
    () => judgementIn(search),
    () => fromIn(search),
  )
  return {
    ...request,
    version: search.get('version'),
    ...(judgement === null ? {} : { judgement }),
    ...(from === null ? {} : { from }),
  }
}

function refuseParameter(name: string, called: Called): never {
  throw new FigureRefused('unknown_parameter', `A receipt has no parameter « ${name} ».`, {
    wrong: { parameter: null, nearest: nearestParameter(name, PARAMETERS, called) },
  })
}

function refuseFilter(name: string, called: Called): never {
  throw new FigureRefused('unknown_dimension', `The address filters by ${name}, which is not possible.`, {
    wrong: { parameter: 'filter', nearest: nearestCalled(name.slice(7), filtersCalled(called)) },
  })
}

function judgementIn(search: URLSearchParams): Judgement | null {
  const [commitment, quarter] = [search.get('commitment'), search.get('quarter')]
  if (commitment !== null && quarter !== null) return { commitment, quarter }
  if (commitment === null && quarter === null) return null
  throw new FigureRefused('unknown_parameter', 'A receipt names a commitment and a quarter together.', {
    wrong: { parameter: commitment === null ? 'commitment' : 'quarter', nearest: null },
  })
}

function fromIn(search: URLSearchParams): typeof EXPLORER | null {
  const from = search.get('from')
  if (from === null || from === EXPLORER) return from
  throw new FigureRefused('unknown_parameter', `A receipt is reached from ${EXPLORER}, or says nothing.`, {
    wrong: { parameter: 'from', nearest: EXPLORER },
  })
}
