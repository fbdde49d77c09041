import { afterAll, expect, vi } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { openBigQuery } from '#app/imports/open-bigquery.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { wireSettings } from '#tests/bigquery/demo-in-bigquery.ts'
import { startWireServer } from '#tests/bigquery/wire-server.ts'
import { byEffort } from '#tests/effort.ts'
import type { Engine } from '#tests/googlesql/engine.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { buildCommand, removeCommands, runCommand } from '#tests/imports/commands.ts'
import { focusFile } from '#tests/imports/imported.ts'
import { temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

vi.setConfig({ testTimeout: 1_200_000 })

const test = googlesqlTest()
const KILLS = byEffort(20, 3)

afterAll(removeCommands)

const MARCH = focusFile([{ BilledCost: '4' }])
const APRIL = focusFile([
  { ChargePeriodStart: '2026-04-02', BillingPeriodStart: '2026-04-01', BilledCost: '200' },
])

function environment(settings: BigQuerySettings): Record<string, string> {
  return {
    VIGIE_DATA_DIR: temporaryFolder(),
    VIGIE_WAREHOUSE: 'bigquery',
    VIGIE_BIGQUERY_PROJECT: settings.project,
    VIGIE_BIGQUERY_DATASET: settings.dataset,
    VIGIE_BIGQUERY_LOCATION: settings.location,
    VIGIE_BIGQUERY_ENDPOINT: settings.endpoint ?? '',
  }
}

/** The cost that a new reader would see, of the months served. */
async function servedCost(settings: BigQuerySettings): Promise<string | null | undefined> {
  const door = await openBigQuery(temporaryFolder(), settings, () => undefined, { queryMs: 300_000 })
  try {
    const warehouse = await door.pin()
    const { firstMonth, lastMonth } = warehouse.dataset
    const period = `${firstMonth}..${lastMonth}`
    const asked = { metrics: ['cost'], by: [], filters: {}, period } as const
    return (await loadFigures(warehouse, groupScope(), asked))[0]?.exact
  } finally {
    await door.close()
  }
}

/** Imports March, then April until that command has made `requests` requests, when it is killed; null when it ended before. */
async function killAt(engine: Engine, script: string, requests: number | null) {
  const server = await startWireServer({ engine })
  try {
    const settings = wireSettings(server)
    const march = [temporaryFile(MARCH, 'march.csv'), '--format', 'focus']
    const april = [temporaryFile(APRIL, 'april.csv'), '--format', 'focus']
    const run = (args: readonly string[], kill?: Parameters<typeof runCommand>[2]) =>
      runCommand(script, args, kill, environment(settings))
    expect(await run(march)).toMatchObject({ code: 0 })
    const before = server.requests.length
    let watching: ReturnType<typeof setInterval> | undefined
    const killed = await run(april, (child, stderr) => {
      if (stderr !== '' || requests === null) return
      watching = setInterval(() => {
        if (server.requests.length - before >= requests) child.kill('SIGKILL')
      }, 1)
    })
    clearInterval(watching)
    const made = server.requests.length - before
    const after = await servedCost(settings)
    // Whatever the kill left, the next import is right, and counts nothing twice.
    expect(await run(april)).toMatchObject({ code: 0 })
    expect(await servedCost(settings)).toBe('204')
    return { killed, made, after }
  } finally {
    await server.close()
  }
}

test(`killed at ${KILLS} moments of its run, an import to BigQuery leaves the version served or the next one, whole`, async (engine) => {
  const script = await buildCommand('import')
  const whole = await killAt(engine, script, null)
  expect([whole.killed.code, whole.after]).toEqual([0, '204'])
  let killed = 0
  for (let index = 0; index < KILLS; index += 1) {
    // One moment in each slice of the run, so that chance leaves no stage untried.
    const moment = 1 + Math.floor(whole.made * ((index + Math.random()) / KILLS))
    const { killed: ended, after } = await killAt(engine, script, moment)
    if (ended.signal === 'SIGKILL') killed += 1
    expect([moment, ['4', '204'].includes(String(after))]).toEqual([moment, true])
    if (ended.signal === 'SIGKILL' && moment < whole.made / 2) expect([moment, after]).toEqual([moment, '4'])
  }
  expect(killed).toBeGreaterThan(KILLS / 2)
})
