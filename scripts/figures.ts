import { groupScope } from '#app/access/scope.ts'
import { EnvError, overlookedBigQuery, parseEnv } from '#app/env.server.ts'
import { FigureRefused } from '#app/figures/figure.ts'
import { FIGURES_HELP, parseFiguresCommand, printFigures, UsageError } from '#app/figures/figures-command.ts'
import { PeriodError } from '#app/filters/period.ts'
import { openBigQuery } from '#app/imports/open-bigquery.server.ts'
import { BigQueryApiError } from '#app/warehouse/bigquery/api-error.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { WarehouseError } from '#app/warehouse/warehouse.ts'

const EXPECTED = [BigQueryApiError, EnvError, FigureRefused, PeriodError, WarehouseError]

/** Prints the figures that the arguments ask for; answers the exit code. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const command = parseFiguresCommand(args)
    if (command === null) {
      process.stdout.write(FIGURES_HELP)
      return 0
    }
    const env = parseEnv()
    process.stderr.write(overlookedBigQuery(env) ?? '')
    const dataDir = command.dataDir ?? env.dataDir
    const door =
      env.warehouse === 'bigquery' && env.bigquery !== null
        ? await openBigQuery(dataDir, env.bigquery, (error) => process.stderr.write(`${String(error)}\n`))
        : await openWarehouse({ dataDir, dataset: command.dataset ?? env.dataset ?? undefined })
    const warehouse = await door.pin()
    try {
      process.stdout.write(await printFigures(command, warehouse, groupScope()))
    } finally {
      warehouse.release()
      await door.close()
    }
    return 0
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (!(error instanceof UsageError) && !EXPECTED.some((kind) => error instanceof kind)) throw error
    process.stderr.write(`${error.message}\n`)
    return error instanceof UsageError ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
