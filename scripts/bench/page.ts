import { join } from 'node:path'
import { groupScope } from '#app/access/scope.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { type Benchmark, say } from './benchmark.ts'
import { readPage, serve } from './serve.ts'
import { loadSynthesePage, statementsOf, timed } from './statements.ts'
import { median, ratio } from './statistics.ts'
import { decimal, table } from './table.ts'
import { machine } from './workbench.ts'

const WARMING_ROUNDS = 3
const SLOWEST_NAMED = 5

/** The Synthèse made anew for each reader, against the slowest statement that it must wait for. */
export const PAGE: Benchmark = {
  about: 'the Synthèse without document cache, against the slowest statement it sends',
  rounds: 30,
  async run(bench, { rounds }) {
    const dataDir = join(bench.folder, 'data')
    say('Making the demonstration…')
    await bench.start('demo', ['--data-dir', dataDir]).ended
    const server = await serve(bench, dataDir, 'demo')
    const door = await openWarehouse({ dataDir, dataset: 'demo' })
    const warehouse = await door.pin()
    const statements = await statementsOf(warehouse, (listening) => loadSynthesePage(listening, dataDir))
    const first = await timed(() => readPage(`${server.address}/fr`))
    const pages: number[] = []
    const alone = statements.map(() => [] as number[])
    say(`${rounds} rounds of the page and its ${statements.length} statements, one at a time…`)
    const before = machine()
    for (let round = -WARMING_ROUNDS; round < rounds; round += 1) {
      const page = await timed(() => readPage(`${server.address}/fr`))
      if (round >= 0) pages.push(page)
      for (const [index, statement] of statements.entries()) {
        const took = await timed(() => warehouse.run(statement, groupScope()))
        if (round >= 0) alone[index]?.push(took)
      }
    }
    const after = machine()
    warehouse.release()
    await door.close()
    await server.stop()
    const byTime = statements
      .map(({ name }, index) => ({ name, middle: median(alone[index] ?? []) ?? 0 }))
      .sort((a, b) => b.middle - a.middle)
    const slowest = byTime[0]?.middle ?? null
    const page = median(pages)
    const sum = byTime.reduce((total, { middle }) => total + middle, 0)
    const rows = [
      ['page', decimal(page, 1), decimal(ratio(page, slowest), 2)],
      ['first page after the start', decimal(first, 1), decimal(ratio(first, slowest), 2)],
      [
        `its ${statements.length} statements, one after another`,
        decimal(sum, 1),
        decimal(ratio(sum, slowest), 2),
      ],
      ...byTime
        .slice(0, SLOWEST_NAMED)
        .map(({ name, middle }) => [name, decimal(middle, 1), decimal(ratio(middle, slowest), 2)]),
    ]
    return `${table(['Synthèse of the full demo', 'ms', 'ratio'], rows)}
Medians of ${rounds}. ${before}; ${after.slice(after.indexOf('load'))} at the end.
page / its slowest statement = ${decimal(ratio(page, slowest), 2)}.
`
  },
}
