import { join } from 'node:path'
import { type Benchmark, say } from './benchmark.ts'
import { median } from './statistics.ts'
import { decimal, table } from './table.ts'
import { machine } from './workbench.ts'

const ASKED_SECONDS = 15

/** The full demonstration, as `npm run demo` makes it. */
export const DEMO: Benchmark = {
  about: 'seconds to make the full demonstration',
  rounds: 3,
  async run(bench, { rounds }) {
    const rows: string[][] = []
    const seconds: number[] = []
    for (let run = 1; run <= rounds; run += 1) {
      say(`Run ${run} of ${rounds}…`)
      const load = machine()
      const made = bench.start('demo', ['--scale', 'full', '--data-dir', join(bench.folder, `run-${run}`)])
      seconds.push((await made.ended) / 1000)
      rows.push([`run ${run}`, decimal(seconds.at(-1) ?? null, 1), decimal(made.peakMemory(), 0), load])
    }
    const middle = median(seconds)
    const judged = middle !== null && middle < ASKED_SECONDS ? 'under' : 'over'
    return `${table(['full demo', 'seconds', 'peak MiB', 'machine'], rows)}
Median ${decimal(middle, 1)} s: ${judged} the ${ASKED_SECONDS} s asked for on two cores.
`
  },
}
