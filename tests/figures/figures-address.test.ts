import { expect, test } from 'vitest'
import { checkRequest } from '#app/figures/check-request.ts'
import { FigureRefused } from '#app/figures/figure.ts'
import { parseQuestion, questionCommand, questionSearch } from '#app/figures/figures-address.ts'
import { parseFiguresCommand } from '#app/figures/figures-command.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'
import { prepareBoth } from '#tests/figures/compare-with-naive.ts'
import { randomRequests } from '#tests/figures/random-requests.ts'

const DATASET: DatasetInfo = {
  name: 'demo',
  version: 'v',
  asOf: '2026-11-16',
  firstMonth: '2025-06',
  lastMonth: '2026-11',
  fiscalStart: 1,
  groupName: null,
}
const parsed = (search: string) => parseQuestion(new URLSearchParams(search), DATASET)
const refused = (search: string) => {
  try {
    return parsed(search)
  } catch (error) {
    if (error instanceof FigureRefused) return error.reason
    throw error
  }
}

/** The arguments as a shell hands them over. */
function argumentsOf(command: string): string[] {
  const words = command.replace('npm run figures -- ', '').match(/(?:'(?:[^'])*'|\\'|[^\s'\\])+/g) ?? []
  return words.map((word) => word.replaceAll(/'([^']*)'|\\(')/g, (_, quoted, single) => quoted ?? single))
}

test('the address of a question, and the command beside it, are the question again', async () => {
  const { warehouse, data } = await prepareBoth(31, {})
  for (const { request } of randomRequests(31, 500, data.rows, [
    '2026-Q3',
    '2026',
    '2026-Q4~47d',
    '2025-11..2026-04',
  ])) {
    expect(parsed(questionSearch(request))).toEqual(checkRequest(request))
    const { metrics, by, filters, period } = parseFiguresCommand(argumentsOf(questionCommand(request))) ?? {}
    expect({ metrics, by, filters, period }).toEqual({ ...request, filters: checkRequest(request).filters })
  }
  const quoted = checkRequest({
    metrics: ['cost'],
    by: [],
    period: '2026-Q3',
    filters: { provider: ["L'Atelier & fils", 'a,b'] },
  })
  expect(parsed(questionSearch(quoted))).toEqual(quoted)
  expect(parseFiguresCommand(argumentsOf(questionCommand(quoted)))?.filters).toEqual(quoted.filters)
  warehouse.release()
})

test('an address is read as the command line is', () => {
  expect(parsed('')).toBeNull()
  expect(parsed('quarter=2026-Q3&filter.provider=a')).toBeNull()
  expect(
    parsed('metric=cost,requests&by=provider,month&from=2026-01&to=2026-Q2&filter=hosting=on_premise'),
  ).toEqual({
    metrics: ['cost', 'requests'],
    by: ['provider', 'month'],
    period: '2026-01..2026-06',
    filters: { hosting: ['on_premise'] },
  })
  expect(parsed('metric=cost&by=&filter.provider=')).toEqual({
    metrics: ['cost'],
    by: [],
    period: '2025-06..2026-11',
    filters: {},
  })
  expect(parsed('metric=cost&quarter=2026-Q2')?.period).toBe('2026-Q2')
  expect(parsed('metric=cost&period=T2%202026')?.period).toBe('2026-Q2')
  expect(parsed('metric=cost&from=2026t1&to=Q2%202026')?.period).toBe('2026-Q1..2026-Q2')
})

test('what an address cannot ask is refused with its reason', () => {
  expect(refused('by=provider')).toBe('no_metric')
  expect(refused('metric=nothing')).toBe('unknown_metric')
  expect(refused('metric=cost&by=nothing')).toBe('unknown_dimension')
  expect(refused('metric=cost&filter.month=2026-07')).toBe('unknown_dimension')
  expect(refused('metric=active_users&by=model')).toBe('dimension_not_of_metric')
  expect(refused('metric=cost&filter=provider')).toBe('empty_filter')
  expect(refused('metric=cost&period=2026-Q3&from=2026-01')).toBe('bad_period')
  expect(refused('metric=cost&from=soon')).toBe('bad_period')
  expect(refused('metric=cost&colour=red')).toBe('unknown_parameter')
})

test('of an address with much wrong, five things at most are told', () => {
  const toldOf = (search: string) => {
    try {
      parsed(search)
    } catch (error) {
      if (error instanceof FigureRefused) return [error, ...error.others].map(({ reason }) => reason)
      throw error
    }
    return []
  }
  expect(toldOf('metric=coust&by=providers&period=soon')).toEqual([
    'unknown_metric',
    'unknown_dimension',
    'bad_period',
  ])
  const strangers = ['a', 'b', 'c', 'd'].map((name) => `${name}=1`).join('&')
  expect(toldOf(`${strangers}&metric=coust&by=providers&by=models&by=regions&period=soon`)).toHaveLength(5)
})
