import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { buildCommand, removeCommands, runCommand } from '#tests/imports/commands.ts'
import { focusFile } from '#tests/imports/imported.ts'
import { temporaryFile, temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

afterAll(removeCommands)

/** How far back each thread of a process stands, 0 to 19. */
function priorities(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).map((thread) => {
    const text = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8')
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[16])
  })
}

test.skipIf(process.platform !== 'linux')(
  'every thread of an import stands behind the readers of the machine, those that node had before it began too',
  async () => {
    const script = await buildCommand('import')
    const rows = Array.from({ length: 5_000 }, () => ({
      ChargePeriodStart: '2026-03-01',
      BilledCost: '0.01',
    }))
    const file = temporaryFile(focusFile(rows), 'march.csv')
    let seen: number[] = []
    const args = [file, '--format', 'focus', '--data-dir', temporaryFolder()]
    const ended = await runCommand(script, args, ({ pid }, said) => {
      if (seen.length === 0 && pid !== undefined && said.includes('Reading')) seen = priorities(pid)
    })
    expect(ended.code).toBe(0)
    expect(seen.length).toBeGreaterThan(4)
    expect(seen.filter((priority) => priority < 15)).toEqual([])
  },
  60_000,
)
