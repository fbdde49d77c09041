import { join } from 'node:path'
import { groupScope } from '#app/access/scope.ts'
import { MENU_TOPICS } from '#app/reports/topics/topic.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Statement, Warehouse } from '#app/warehouse/warehouse.ts'
import { type Benchmark, say } from './benchmark.ts'
import { reportPages } from './pages-report.ts'
import { readPage, type Served, serve } from './serve.ts'
import { loadSynthesePage, loadTopicPage, statementsOf, timed } from './statements.ts'
import { interleave } from './statistics.ts'
import { machine, type Workbench } from './workbench.ts'

const WARMING_ROUNDS = 3
/** Warm readings for each start of a server, which takes as long as many pages. */
const WARM_A_COLD = 6

type Page = {
  readonly name: string
  readonly path: string
  readonly statements: readonly Statement[]
  readonly cold: number[]
  readonly warm: number[]
  readonly alone: readonly number[][]
}

async function pagesOf(warehouse: Warehouse, dataDir: string): Promise<readonly Page[]> {
  const all = [
    { name: 'synthese', path: '/fr', load: (from: Warehouse) => loadSynthesePage(from, dataDir) },
    ...MENU_TOPICS.map(({ id, path }) => ({
      name: path,
      path: `/fr/${path}`,
      load: (from: Warehouse) => loadTopicPage(from, id),
    })),
  ]
  const pages: Page[] = []
  for (const { name, path, load } of all) {
    // What is read once a version is in no later page: only what every reader waits for is its own.
    await load(warehouse)
    const statements = await statementsOf(warehouse, load)
    pages.push({ name, path, statements, cold: [], warm: [], alone: statements.map(() => []) })
  }
  return pages
}

/** An address of no page: the shell in its language, no figure, no statement. */
async function readShell(address: string): Promise<void> {
  const response = await fetch(`${address}/fr/nothing`)
  await response.text()
  if (response.status !== 404) throw new Error(`An unknown address answered ${response.status}.`)
}

/** The first request that a server answers is of this page. */
async function readCold(bench: Workbench, dataDir: string, { path, cold }: Page): Promise<void> {
  const server = await serve(bench, dataDir, 'demo')
  cold.push(await timed(() => readPage(`${server.address}${path}`)))
  await server.stop()
}

/** Every page, every statement of it alone, and the shell, in turn. */
async function readWarm(
  server: Served,
  warehouse: Warehouse,
  pages: readonly Page[],
  rounds: number,
): Promise<readonly number[]> {
  const shell: number[] = []
  for (let round = -WARMING_ROUNDS; round < rounds; round += 1) {
    const keep = (times: number[], took: number) => round >= 0 && times.push(took)
    for (const page of pages) {
      keep(page.warm, await timed(() => readPage(`${server.address}${page.path}`)))
      keep(shell, await timed(() => readShell(server.address)))
      for (const [index, statement] of page.statements.entries())
        keep(page.alone[index] ?? [], await timed(() => warehouse.run(statement, groupScope())))
    }
  }
  return shell
}

/** Each page made anew for each reader, at the first request of a server and later. */
export const PAGES: Benchmark = {
  about: 'every page without document cache, cold and warm, against its slowest statement and the shell',
  rounds: 5,
  async run(bench, { rounds }) {
    const dataDir = join(bench.folder, 'data')
    say('Making the demonstration…')
    await bench.start('demo', ['--data-dir', dataDir]).ended
    const door = await openWarehouse({ dataDir, dataset: 'demo' })
    const warehouse = await door.pin()
    const pages = await pagesOf(warehouse, dataDir)
    const before = machine()
    const shell: number[] = []
    const server = await serve(bench, dataDir, 'demo')
    for (let round = 0; round < rounds; round += 1) {
      say(`Round ${round + 1} of ${rounds}…`)
      for (const page of interleave(pages, round + 1).slice(-pages.length))
        await readCold(bench, dataDir, page)
      shell.push(...(await readWarm(server, warehouse, pages, WARM_A_COLD)))
    }
    const after = machine()
    await server.stop()
    warehouse.release()
    await door.close()
    const times = pages.map(({ statements, alone, ...page }) => ({
      ...page,
      statements: statements.map(({ name }, index) => ({ name, times: alone[index] ?? [] })),
    }))
    return `${reportPages(times, shell)}Medians of ${rounds} cold and ${rounds * WARM_A_COLD} warm readings. ${before}; ${after.slice(after.indexOf('load'))} at the end.
`
  },
}
