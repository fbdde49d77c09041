import { afterAll, expect } from 'vitest'
import { startWireServer } from '#tests/bigquery/wire-server.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'
import { buildCommand, removeCommands, runCommand } from '#tests/imports/commands.ts'
import { temporaryFolder } from '#tests/imports/reading/temporary-files.ts'
import { DETAILED, gcpRow } from './gcp-rows.ts'

const test = googlesqlTest()
afterAll(removeCommands)

test('the command says its price and imports; Ctrl+C cancels the query that runs and imports nothing', async (engine) => {
  const server = await startWireServer({ engine })
  process.env.VIGIE_BIGQUERY_ENDPOINT = server.url
  try {
    server.putTable('my-billing', 'exports', 'bill', DETAILED as never, [gcpRow()])
    const script = await buildCommand('import')
    const args = [
      '--from',
      'bigquery:my-billing.exports.bill',
      '--format',
      'gcp-billing',
      '--data-dir',
      temporaryFolder(),
    ]
    const free = server.fault({ kind: 'incomplete' }, { sql: /plain|AS p\nGROUP BY/ })
    let isSent = false
    const stopped = await runCommand(script, args, (child, said) => {
      if (isSent || !said.includes('Adding up the table itself')) return
      isSent = true
      setTimeout(() => child.kill('SIGINT'), 1500)
    })
    expect([stopped.code, stopped.stderr.split('\n').at(-2)]).toEqual([
      1,
      'Stopped: nothing was imported, and the query that ran was cancelled.',
    ])
    expect(server.requests.some(({ path }) => /\/jobs\/[^/]+\/cancel$/.test(path))).toBe(true)
    free()
    const done = await runCommand(script, args)
    expect(done.stderr).toMatch(/Reading 2026-03 reads .* MiB, less than 0\.01 € at 6\.25 €\/TiB/)
    expect(done.stdout).toMatch(
      /rows read 1, loaded 1, rejected 0[\s\S]*Published: version [0-9a-f]{12}, as of 2026-03-31/,
    )
    expect(done.code).toBe(0)
    const missing = await runCommand(script, [
      ...args.slice(0, 1),
      'bigquery:my-billing.exports.none',
      ...args.slice(2),
    ])
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringMatching(/^There is no table my-billing\.exports\.none/),
    ])
  } finally {
    delete process.env.VIGIE_BIGQUERY_ENDPOINT
    await server.close()
  }
})
