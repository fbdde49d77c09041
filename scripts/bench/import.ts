import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { importFiles } from '#app/imports/import-files.server.ts'
import { parseMap } from '#app/imports/map.ts'
import type { Progress } from '#app/imports/progress.ts'
import { FORMATS } from '#app/sources/formats.ts'
import { type Benchmark, type BillingFiles, say, writeBillingFiles } from './benchmark.ts'
import { median } from './statistics.ts'
import { decimal, table } from './table.ts'
import { machine } from './workbench.ts'

const STAGES = ['scan', 'read and group', 'write core', 'build', 'publish', 'sweep'] as const
type Stage = (typeof STAGES)[number]

/** The stage that begins when an import says this; null when none does. */
function stageAfter(progress: Progress): Stage | null {
  if (progress.stage === 'reading') return progress.done >= progress.total ? 'read and group' : 'scan'
  const begins: Partial<Record<Progress['stage'], Stage>> = {
    writing: 'write core',
    building: 'build',
    publishing: 'publish',
    published: 'sweep',
  }
  return begins[progress.stage] ?? null
}

/** Seconds of each stage of one import into an empty data folder. */
async function timeStages(
  files: BillingFiles,
  dataDir: string,
  rows: number,
): Promise<ReadonlyMap<Stage, number>> {
  const seconds = new Map<Stage, number>(STAGES.map((stage) => [stage, 0]))
  let stage: Stage = 'scan'
  let since = performance.now()
  const enter = (next: Stage) => {
    const now = performance.now()
    seconds.set(stage, (seconds.get(stage) ?? 0) + (now - since) / 1000)
    stage = next
    since = now
  }
  const report = await importFiles({
    files: [files.large],
    format: 'focus',
    map: parseMap(await readFile(files.map, 'utf8'), files.map, FORMATS.focus),
    overlap: 'refuse',
    origin: null,
    dataDir,
    dryRun: false,
    onProgress: (progress) => enter(stageAfter(progress) ?? stage),
  })
  enter('sweep')
  const loaded = report.files.reduce((sum, file) => sum + file.rowsLoaded, 0)
  if (loaded !== rows)
    throw new Error(`${loaded} rows were loaded of ${rows}: the time of such an import says nothing.`)
  return seconds
}

/** Where the time of an import goes. */
export const IMPORT: Benchmark = {
  about: 'seconds of each stage of an import of a FOCUS file',
  rounds: 3,
  async run(bench, { rows, rounds }) {
    say('Writing the billing file…')
    const files = await writeBillingFiles(bench, rows)
    const machines = [machine()]
    const runs: ReadonlyMap<Stage, number>[] = []
    for (let run = 1; run <= rounds; run += 1) {
      say(`Import ${run} of ${rounds}…`)
      runs.push(await timeStages(files, join(bench.folder, `run-${run}`), rows))
    }
    machines.push(`load ${machine().split('load ')[1]} at the end`)
    const stages = STAGES.map((stage) => [stage, decimal(median(runs.map((run) => run.get(stage) ?? 0)), 2)])
    const total = median(runs.map((run) => [...run.values()].reduce((sum, seconds) => sum + seconds, 0)))
    const mib = (await stat(files.large)).size / 2 ** 20
    // maxRSS is in KiB on every system.
    const peak = process.resourceUsage().maxRSS / 1024
    return `${table(['stage', 'seconds'], [...stages, ['whole', decimal(total, 2)]])}
Medians of ${rounds}, one thread, ${rows.toLocaleString('en')} rows, ${decimal(mib, 0)} MiB, peak ${decimal(peak, 0)} MiB. ${machines.join('; ')}.
${decimal(total === null ? null : rows / total, 0)} rows a second.
`
  },
}
