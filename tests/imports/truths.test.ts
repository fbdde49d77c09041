import { expect, test } from 'vitest'
import type { FigureDimension } from '#app/figures/figure.ts'
import { parseMap } from '#app/imports/map.ts'
import { FOCUS } from '#app/sources/focus.ts'
import { LLM_REQUESTS } from '#app/sources/llm-requests.ts'
import {
  AWS,
  AZURE,
  atTwelve,
  figuresOf,
  GCP,
  GCP_CREDITS,
  imported,
  LORA,
  noRealFiles,
  rowsOfTable,
  truthOf,
} from '#tests/imports/imported.ts'

const BY_BUSINESS_UNIT = parseMap(
  '{"assign": [{"from": "tag:business_unit", "to": "subsidiary"}]}',
  'map.json',
  FOCUS,
)
const real = test.skipIf(noRealFiles !== '')

const BREAKDOWNS: Readonly<Record<string, FigureDimension>> = {
  billed_by_provider: 'provider',
  billed_by_service: 'service',
  billed_by_service_category: 'service_category',
  billed_by_charge_category: 'charge_category',
  billed_by_charge_month: 'month',
  billed_by_billing_month: 'invoice_month',
}

for (const file of [AWS, GCP, GCP_CREDITS])
  real(`the figures of ${file.split('/').at(-1)} are its ground truths${noRealFiles}`, async () => {
    const truth = truthOf(file)
    const { dataDir } = await imported([file], { format: 'focus', map: BY_BUSINESS_UNIT })

    const sums = truth.sum as Record<string, string>
    const totals = await figuresOf(dataDir, { metrics: ['cost', 'effective_cost', 'list_cost'] })
    expect(totals.map(({ exact }) => atTwelve(exact ?? ''))).toEqual([
      sums.BilledCost,
      sums.EffectiveCost,
      sums.ListCost,
    ])
    for (const [key, dimension] of Object.entries(BREAKDOWNS))
      expect([key, await costBy(dataDir, dimension)]).toEqual([key, truth[key]])
    const days = truth.billed_by_charge_day_top10 as Record<string, string>
    expect(await costByDay(dataDir, Object.keys(days))).toEqual(days)

    const bySubsidiary = await costBy(dataDir, 'subsidiary')
    expect(bySubsidiary.unassigned ?? '0').toBe(truth.billed_without_business_unit_tag)
    expect(bySubsidiary).toMatchObject(truth.billed_by_tag_business_unit_top15 as object)
    expect(await costByAccountName(dataDir)).toMatchObject(truth.billed_by_subaccount_top15 as object)
  })

for (const file of [AWS, GCP, GCP_CREDITS])
  real(`the report of ${file.split('/').at(-1)} says what its ground truths say${noRealFiles}`, async () => {
    const truth = truthOf(file)
    const { files } = await imported([file], { format: 'focus', map: BY_BUSINESS_UNIT })
    const [report] = files
    expect(report).toMatchObject({ rowsRead: truth.rows, rowsLoaded: truth.rows, rejected: { rows: 0 } })
    expect(report?.billing?.rowsByChargeCategory).toEqual(truth.rows_by_charge_category)
    const rowsByCurrency = report?.billing?.totals.map(({ currency, rows }) => [currency, rows]) ?? []
    expect(Object.fromEntries(rowsByCurrency)).toEqual(truth.currencies)
    expect(report?.billing?.negativeRows).toBe(truth.negative_billed_rows)
    expect(report?.billing?.negativeSum[0]?.billed ?? '0').toBe(truth.negative_billed_sum)
    expect(report?.untagged.rows).toBe(truth.untagged_rows)
    expect(report?.sha256).toHaveLength(64)
  })

real(`the figures of the Azure trace are its ground truths${noRealFiles}`, async () => {
  const truth = truthOf(AZURE)
  const { dataDir, files, asOf } = await imported([AZURE], { format: 'llm-requests' })
  const figures = await figuresOf(dataDir, { metrics: ['requests', 'input_tokens', 'output_tokens'] })
  expect(figures.map(({ exact }) => exact)).toEqual([
    String(truth.requests),
    String(truth.context_tokens),
    String(truth.generated_tokens),
  ])
  expect(files[0]).toMatchObject({
    rowsRead: truth.requests,
    rowsLoaded: truth.requests,
    months: ['2023-11'],
  })
  expect(files[0]?.identicalRows).toBe(truth.duplicate_rows)
  expect(asOf).toBe('2023-11-30')
})

real(`a log of images, read through a map, gives its ground truths${noRealFiles}`, async () => {
  const truth = truthOf(LORA)
  const map = parseMap(
    '{"columns": {"timestamp": "gmt_create", "model": "checkpoint_model_version_id", "account": "groupId", "status": "predict_status"}}',
    'map.json',
    LLM_REQUESTS,
  )
  const { dataDir, files } = await imported([LORA], { format: 'llm-requests', map })
  expect(files[0]?.requests?.statuses).toEqual(truth.by_status)
  expect(files[0]?.identicalRows).toBe(truth.exact_duplicate_rows)
  const requestsBy = async (dimension: FigureDimension) => {
    const figures = await figuresOf(dataDir, { metrics: ['requests'], by: [dimension] })
    return Object.fromEntries(figures.map(({ by, value }) => [by[dimension], value]))
  }
  expect(await requestsBy('month')).toEqual(truth.by_month)
  const byModel = await requestsBy('model')
  expect(byModel).toMatchObject(truth.requests_by_model_top15 as object)
  expect(byModel.unassigned).toBe(truth.blank_model_rows)
  expect(await requestsBy('account')).toMatchObject(truth.requests_by_group_top15 as object)
})

async function costBy(dataDir: string, dimension: FigureDimension): Promise<Record<string, string>> {
  const figures = await figuresOf(dataDir, { metrics: ['cost'], by: [dimension] })
  return Object.fromEntries(figures.map(({ by, exact }) => [by[dimension] ?? '', atTwelve(exact ?? '')]))
}

/** The truths name accounts, the figures have their ids: sums are exact, so adding them changes nothing. */
async function costByAccountName(dataDir: string): Promise<Record<string, string>> {
  const rows = await rowsOfTable(
    dataDir,
    'SELECT a.name, SUM(f.cost) AS cost FROM {fact_month} AS f JOIN {account} AS a ON a.account = f.account GROUP BY 1',
    ['name', 'cost'],
    'BIGNUMERIC',
  )
  return Object.fromEntries(rows.map((row) => [String(row.name), atTwelve(String(row.cost))]))
}

async function costByDay(dataDir: string, days: readonly string[]): Promise<Record<string, string>> {
  const rows = await rowsOfTable(
    dataDir,
    'SELECT CAST(f.day AS STRING) AS day, SUM(f.cost) AS cost FROM {fact_day} AS f GROUP BY 1',
    ['day', 'cost'],
    'BIGNUMERIC',
  )
  const wanted = rows.filter((row) => days.includes(String(row.day)))
  return Object.fromEntries(wanted.map((row) => [String(row.day), atTwelve(String(row.cost))]))
}
