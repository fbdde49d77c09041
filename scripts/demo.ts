import { parseArgs } from 'node:util'
import { EnvError, parseEnv } from '#app/env.server.ts'
import { demoToBigQuery, NotADemo } from '#app/imports/demo-to-bigquery.server.ts'
import { DEMO_SEED, type EnsureOptions, makeDemo } from '#app/imports/ensure-demo.server.ts'
import { DatasetBusy } from '#app/imports/import-lock.server.ts'
import type { DemoChoice } from '#app/imports/load-demo.server.ts'
import { printProgress } from '#app/imports/print-progress.ts'
import { StorageFailed } from '#app/imports/storage-failed.ts'
import { BigQueryApiError } from '#app/warehouse/bigquery/api-error.ts'
import { StaleImporter } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { ManifestError } from '#app/warehouse/manifest.server.ts'
import { WarehouseError } from '#app/warehouse/warehouse.ts'

const EXPECTED = [
  BigQueryApiError,
  DatasetBusy,
  EnvError,
  ManifestError,
  NotADemo,
  StaleImporter,
  StorageFailed,
  WarehouseError,
]

const HELP = `Makes the demo data set again.

  npm run demo -- [--seed N] [--scale full|tiny] [--data-dir DIR] [--to bigquery]

  --seed      whole number; the same seed gives the same group (${DEMO_SEED} by default)
  --scale     full: forty subsidiaries; tiny: eight, for tests (full by default)
  --data-dir  folder of the data sets (VIGIE_DATA_DIR, else .vigie)
  --to        bigquery: publishes the same rows in the data set that VIGIE_BIGQUERY_PROJECT, _DATASET and _LOCATION
              name, by load jobs and CREATE TABLE AS only, as the free sandbox allows
`

function usage(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}`)
  process.exit(2)
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: String(DEMO_SEED) },
        scale: { type: 'string', default: 'full' },
        'data-dir': { type: 'string' },
        to: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error))
  }
}

const values = readArguments()
if (values.help) {
  process.stdout.write(HELP)
  process.exit(0)
}
if (!/^\d{1,9}$/.test(values.seed))
  usage(`--seed ${values.seed} is not a whole number of at most nine digits.`)
const { scale } = values
if (scale !== 'full' && scale !== 'tiny') usage(`--scale ${scale} is neither full nor tiny.`)

if (values.to !== undefined && values.to !== 'bigquery')
  usage(`--to ${values.to} is unknown: the only place besides this machine is bigquery.`)

try {
  const started = performance.now()
  const env = parseEnv(
    values.to === undefined ? process.env : { ...process.env, VIGIE_WAREHOUSE: 'bigquery' },
  )
  const options: EnsureOptions & DemoChoice = {
    dataDir: values['data-dir'] ?? env.dataDir,
    seed: Number(values.seed),
    scale,
    onProgress: printProgress(process.stderr),
  }
  const settings = values.to === undefined ? null : env.bigquery
  const manifest =
    settings === null ? await makeDemo(options) : await demoToBigQuery({ ...options, settings })
  const rows = manifest.parts.reduce((sum, part) => sum + part.rows, 0)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(
    `Demo « ${manifest.groupName} » (${scale}, seed ${values.seed}): ${rows.toLocaleString('en')} rows, ${manifest.firstMonth} to ${manifest.lastMonth}, version ${manifest.version}, in ${seconds} s${settings === null ? '' : `, served by ${settings.project}.${settings.dataset} (VIGIE_WAREHOUSE=bigquery npm start shows it)`}.\n`,
  )
} catch (error) {
  const expected = EXPECTED.some((kind) => error instanceof kind)
  if (!expected) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
