import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { type Benchmark, say } from './benchmark.ts'
import { readPage, serve } from './serve.ts'
import { interleave, median } from './statistics.ts'
import { decimal, table } from './table.ts'
import { machine, type Workbench } from './workbench.ts'

const CASES = ['nothing yet: the demo is made first', 'tiny demo', 'full demo'] as const
type Case = (typeof CASES)[number]

async function prepare(bench: Workbench): Promise<Readonly<Record<Case, string | null>>> {
  const made = { tiny: join(bench.folder, 'tiny'), full: join(bench.folder, 'full') }
  for (const [scale, dataDir] of Object.entries(made)) {
    say(`Making the ${scale} demonstration…`)
    await bench.start('demo', ['--scale', scale, '--data-dir', dataDir]).ended
  }
  return { 'nothing yet: the demo is made first': null, 'tiny demo': made.tiny, 'full demo': made.full }
}

/** Milliseconds from the command to its address, and to the last byte of the first page. */
async function timeStart(bench: Workbench, data: string | null, run: number) {
  const dataDir = join(bench.folder, `run-${run}`)
  if (data !== null) await cp(data, dataDir, { recursive: true })
  const started = performance.now()
  const server = await serve(bench, dataDir, 'demo')
  const listening = performance.now() - started
  await readPage(`${server.address}/fr`)
  const page = performance.now() - started
  await server.stop()
  return { listening, page }
}

/** From the command to the first page, the build being there already. */
export const START: Benchmark = {
  about: 'seconds from the command to the first page, the build being there',
  rounds: 3,
  async run(bench, { rounds }) {
    const data = await prepare(bench)
    const times = new Map<Case, { listening: number; page: number }[]>(CASES.map((name) => [name, []]))
    const machines = [machine()]
    for (const [run, name] of interleave(CASES, rounds).entries()) {
      say(`${name}…`)
      times.get(name)?.push(await timeStart(bench, data[name], run))
    }
    machines.push(`load ${machine().split('load ')[1]} at the end`)
    const seconds = (values: readonly number[]) => decimal((median(values) ?? 0) / 1000, 2)
    const rows = [...times].map(([name, runs]) => [
      name,
      seconds(runs.map(({ listening }) => listening)),
      seconds(runs.map(({ page }) => page)),
    ])
    const of = (name: Case) => rows.find(([first]) => first === name)?.[2] ?? '–'
    return `${table(['data', 'address, s', 'first page, s'], rows)}
Medians of ${rounds}. ${machines.join('; ')}.
First page after ${of('full demo')} s, after ${of(CASES[0])} s when the demo must be made.
`
  },
}
