import { parseArgs } from 'node:util'
import { EnvError, parseEnv } from '#app/env.server.ts'
import { rebuildBigQuery } from '#app/imports/bigquery-writer.server.ts'
import { printProgress } from '#app/imports/print-progress.ts'
import { priceStatements, printCosts } from '#app/server/price-statements.server.ts'
import { BigQueryApiError } from '#app/warehouse/bigquery/api-error.ts'
import { checkAccess } from '#app/warehouse/bigquery/check.server.ts'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { EUROS_A_TEBIBYTE } from '#app/warehouse/bigquery/settings.ts'
import { applySetup, planSetup } from '#app/warehouse/bigquery/setup.server.ts'
import { findLeftovers, removeLeftovers } from '#app/warehouse/bigquery/sweep.server.ts'
import { StaleImporter } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { ManifestError } from '#app/warehouse/manifest.server.ts'
import { WarehouseError } from '#app/warehouse/warehouse.ts'

const HELP = `Looks after the data set in BigQuery that VIGIE_BIGQUERY_PROJECT, _DATASET and _LOCATION name.

  npm run bigquery -- check            tries what reading and importing need, and names each missing role
  npm run bigquery -- plan             says what setup would create or change
  npm run bigquery -- setup            creates and changes it; builds again what another Vigie built
  npm run bigquery -- sweep [--yes]    lists tables that a killed build left; removes them with --yes
  npm run bigquery -- dry-run [--budget EUROS] [--price EUROS]
                                       bytes and euros of each query and of each page view, without running any;
                                       fails above the budget of one view (0.01); a tebibyte costs --price (${EUROS_A_TEBIBYTE})

  Exit code: 0 done, 1 a check failed or the budget is exceeded, 2 wrong usage.
`

const EXPECTED = [BigQueryApiError, EnvError, ManifestError, StaleImporter, WarehouseError]

type Command = { readonly client: BigQueryClient; readonly dataDir: string; readonly values: Values }
type Values = { readonly yes: boolean; readonly budget: string; readonly price: string }

const COMMANDS: Readonly<Record<string, (command: Command) => Promise<number>>> = {
  check: async ({ client }) => {
    const checks = await checkAccess(client)
    const marks = { ok: 'ok      ', failed: 'FAILED  ', 'not-tried': 'not tried' }
    for (const { name, state, says } of checks) print(`${marks[state]}  ${name}: ${says}`)
    return checks.some(({ state }) => state === 'failed') ? 1 : 0
  },
  plan: async ({ client }) => {
    const steps = await planSetup(client)
    for (const { says } of steps) print(`would ${says}`)
    if (steps.length === 0) print('Everything is there: setup would change nothing.')
    return 0
  },
  setup: async ({ client, dataDir }) => {
    await applySetup(client, print)
    const rebuilt = await rebuildBigQuery(client, dataDir, printProgress(process.stderr))
    print(
      rebuilt === null
        ? 'Everything is there.'
        : `Version ${rebuilt.version} is served, built by this Vigie.`,
    )
    return 0
  },
  sweep: async ({ client, values }) => {
    const leftovers = await findLeftovers(client)
    for (const { table, createdAt } of leftovers) print(`${table}, made ${createdAt.slice(0, 16)}`)
    if (leftovers.length === 0)
      print(
        'Nothing is left of builds killed more than a day ago (a younger one may still run); old versions go by themselves after seven days.',
      )
    else if (values.yes) print(`${await removeLeftovers(client, leftovers)} tables removed.`)
    else print(`${leftovers.length} tables: « npm run bigquery -- sweep --yes » removes them.`)
    return 0
  },
  'dry-run': async ({ client, dataDir, values }) => {
    const costs = await priceStatements(client, dataDir)
    const { text, isOver } = printCosts(costs, Number(values.price), Number(values.budget))
    print(text)
    return isOver ? 1 : 0
  },
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function usage(message: string): number {
  process.stderr.write(`${message}\n\n${HELP}`)
  return 2
}

async function main(args: string[]): Promise<number> {
  let parsed: ReturnType<typeof read>
  try {
    parsed = read(args)
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  if (values.help) {
    print(HELP)
    return 0
  }
  const [name = '', ...more] = positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined || more.length > 0)
    return usage(positionals.length === 0 ? 'Name a command.' : `« ${positionals.join(' ')} » is no command.`)
  for (const option of ['budget', 'price'] as const)
    if (!/^\d+(\.\d+)?$/.test(values[option]))
      return usage(`--${option} ${values[option]} is no amount of euros.`)
  try {
    const env = parseEnv({ ...process.env, VIGIE_WAREHOUSE: 'bigquery' })
    if (env.bigquery === null) return 1 // parseEnv has refused it already
    const client = new BigQueryClient(env.bigquery)
    // The check reports it as one of its lines.
    if (name !== 'check') await client.refuseServiceAccountKey()
    return await command({ client, dataDir: env.dataDir, values })
  } catch (error) {
    if (!(error instanceof Error) || !EXPECTED.some((kind) => error instanceof kind)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

function read(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      budget: { type: 'string', default: '0.01' },
      price: { type: 'string', default: String(EUROS_A_TEBIBYTE) },
      help: { type: 'boolean', default: false },
    },
  })
}

process.exitCode = await main(process.argv.slice(2))
