import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import type { Figure, FigureRequest } from '#app/figures/figure.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { type ImportRequest, importFiles } from '#app/imports/import-files.server.ts'
import { NO_MAP } from '#app/imports/map.ts'
import type { ImportReport } from '#app/imports/report.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Row, RowSchema } from '#app/warehouse/warehouse.ts'
import { temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

export const INPUT = '../shared/data/input'
/** Why a test of the real files is skipped, for its name; empty when they are there. */
export const noRealFiles = existsSync(INPUT) ? '' : ' (skipped: the real files are not beside the repository)'

export const AWS = path.join(INPUT, 'focus_1_0/focus_sample_aws.dev.csv')
export const GCP = path.join(INPUT, 'focus_1_2_synthetic/gcp_1_2_cost_and_usage_rows100_seed42.csv')
export const GCP_CREDITS = path.join(
  INPUT,
  'focus_1_2_synthetic/gcp_1_2_cost_and_usage_rows25_seed7_credits.csv',
)
export const AZURE = path.join(INPUT, 'azure_llm_2023/AzureLLMInferenceTrace_code.csv')

export const LORA = path.join(INPUT, 'alibaba_gentd26/lora_request_trace_2024-11.dev.csv')

/** An import with what most tests want left out. */
export async function imported(
  files: readonly string[],
  options: Partial<ImportRequest> & Pick<ImportRequest, 'format'>,
): Promise<ImportReport & { readonly dataDir: string }> {
  const dataDir = options.dataDir ?? temporaryFolder()
  const defaults = { map: NO_MAP, overlap: 'refuse', origin: null, dryRun: false } as const
  const report = await importFiles({ ...defaults, threads: 2, ...options, files, dataDir })
  return { ...report, dataDir }
}

/** Figures of the group's data set, as a page asks for them. */
export async function figuresOf(
  dataDir: string,
  request: Partial<FigureRequest> & Pick<FigureRequest, 'metrics'>,
): Promise<readonly Figure[]> {
  const door = await openWarehouse({ dataDir, dataset: 'group' })
  onTestFinished(() => door.close())
  const warehouse = await door.pin()
  try {
    const { firstMonth, lastMonth } = warehouse.dataset
    const period = `${firstMonth}..${lastMonth}`
    return await loadFigures(warehouse, groupScope(), { by: [], filters: {}, period, ...request })
  } finally {
    warehouse.release()
  }
}

/** Rows of a statement over the group's serve tables, the first column a text, the others of `type`. */
export async function rowsOfTable(
  dataDir: string,
  sql: string,
  columns: readonly string[],
  type: 'STRING' | 'BIGNUMERIC' = 'STRING',
): Promise<readonly Row[]> {
  const door = await openWarehouse({ dataDir, dataset: 'group' })
  onTestFinished(() => door.close())
  const warehouse = await door.pin()
  try {
    const types = Object.fromEntries(columns.map((name, index) => [name, index === 0 ? 'STRING' : type]))
    return await warehouse.run(
      { name: 'rows', parameters: {}, sql, columns: types as RowSchema },
      groupScope(),
    )
  } finally {
    warehouse.release()
  }
}

/** A FOCUS file with the columns that matter, for tests that need one of their own. */
export function focusFile(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = Object.keys(FOCUS_ROW)
  const lines = rows.map((row) => columns.map((name) => quoted(row[name] ?? FOCUS_ROW[name] ?? '')).join(','))
  return `${[columns.join(','), ...lines].join('\n')}\n`
}

const FOCUS_ROW: Readonly<Record<string, string>> = {
  ProviderName: 'Nuage',
  SubAccountId: 'a1',
  SubAccountName: 'Alpha',
  ServiceName: 'Calcul',
  ServiceCategory: 'AI and Machine Learning',
  ChargeCategory: 'Usage',
  RegionId: 'europe-west9',
  BilledCost: '10',
  EffectiveCost: '9',
  ListCost: '12',
  BillingCurrency: 'EUR',
  ChargePeriodStart: '2026-03-14T22:30:00-08:00',
  BillingPeriodStart: '2026-03-01T00:00:00Z',
  Tags: '{"bu":"banque"}',
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** GROUND_TRUTH.json's totals of one file, as the reader of the file's folder names it. */
export function truthOf(file: string): Readonly<Record<string, unknown>> {
  const all = JSON.parse(readFileSync('../shared/data/GROUND_TRUTH.json', 'utf-8')) as Record<
    string,
    { truth: Record<string, unknown> }
  >
  const truth = all[path.relative(INPUT, file)]?.truth
  if (truth === undefined) throw new Error(`GROUND_TRUTH.json has nothing of ${file}`)
  return truth
}

/** Decimal text rounded half to even at twelve places, as the truths are. */
export function atTwelve(text: string): string {
  const [, sign = '', whole = '0', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  const units = BigInt(whole + decimals.padEnd(18, '0').slice(0, 18))
  const step = 1_000_000n
  const [down, rest] = [units / step, units % step]
  const up = rest > step / 2n || (rest === step / 2n && down % 2n === 1n) ? 1n : 0n
  const digits = String(down + up).padStart(13, '0')
  const left = digits.slice(-12).replace(/0+$/, '')
  const value = `${digits.slice(0, -12)}${left === '' ? '' : `.${left}`}`
  return value === '0' ? '0' : `${sign}${value}`
}
