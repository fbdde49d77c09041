import { parseArgs } from 'node:util'
import { EnvError, parseEnv } from '#app/env.server.ts'
import { DEMO_SEED, makeDemo } from '#app/imports/ensure-demo.server.ts'
import { DatasetBusy } from '#app/imports/import-lock.server.ts'
import { printProgress } from '#app/imports/print-progress.ts'
import { StorageFailed } from '#app/imports/storage-failed.ts'
import { ManifestError } from '#app/warehouse/manifest.server.ts'

const HELP = `Makes the demo data set again.

  npm run demo -- [--seed N] [--scale full|tiny] [--data-dir DIR]

  --seed      whole number; the same seed gives the same group (${DEMO_SEED} by default)
  --scale     full: forty subsidiaries; tiny: eight, for tests (full by default)
  --data-dir  folder of the data sets (VIGIE_DATA_DIR, else .vigie)
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
if (values.scale !== 'full' && values.scale !== 'tiny')
  usage(`--scale ${values.scale} is neither full nor tiny.`)

try {
  const started = performance.now()
  const dataDir = values['data-dir'] ?? parseEnv().dataDir
  const manifest = await makeDemo({
    dataDir,
    seed: Number(values.seed),
    scale: values.scale,
    onProgress: printProgress(process.stderr),
  })
  const rows = manifest.parts.reduce((sum, part) => sum + part.rows, 0)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(
    `Demo « ${manifest.groupName} » (${values.scale}, seed ${values.seed}): ${rows.toLocaleString('en')} rows, ${manifest.firstMonth} to ${manifest.lastMonth}, version ${manifest.version}, in ${seconds} s.\n`,
  )
} catch (error) {
  const expected = [DatasetBusy, EnvError, StorageFailed, ManifestError].some((kind) => error instanceof kind)
  if (!expected) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
