import { join } from 'node:path'
import { setTimeout as rest } from 'node:timers/promises'
import { groupScope } from '#app/access/scope.ts'
import { quartersOfData } from '#app/filters/dataset-period.ts'
import type { Period } from '#app/filters/period.ts'
import { MENU_TOPICS } from '#app/reports/topics/topic.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import type { Statement, Warehouse } from '#app/warehouse/warehouse.ts'
import { type Benchmark, say } from './benchmark.ts'
import { type Least, type PageRound, reportPages } from './pages-report.ts'
import { readPage, type Served, serve } from './serve.ts'
import {
  loadCommitmentsPage,
  loadSovereigntyPage,
  loadSubsidiariesPage,
  loadSynthesePage,
  loadTopicPage,
  statementsOf,
  timed,
} from './statements.ts'
import { interleave, median } from './statistics.ts'
import { machine } from './workbench.ts'

/** Every quarter is read under these before the first round, so that no round meets code for the first time. */
const WARMING_FILTERS = [
  'filter.approach=generative',
  'filter.approach=classic',
  'perimeter=business_line:insurance',
]
/** Readings of a page that was asked for before, of a page without figures and of each statement, in turn. */
const READINGS = 8

/** Readings of what a first reader cannot do without, each after the rest that the first reader's page comes after. */
const COLD_READINGS = 3

/** What this process still clears up must not run beside the one reading that cannot be repeated. */
const REST_MS = 250

type Page = {
  readonly name: string
  readonly path: string
  readonly load: (from: Warehouse, quarter: Period) => Promise<void>
}

function pagesOf(dataDir: string): readonly Page[] {
  return [
    { name: 'synthese', path: '/fr', load: (from, quarter) => loadSynthesePage(from, quarter, dataDir) },
    {
      name: 'commitments',
      path: '/fr/commitments',
      load: (from, quarter) => loadCommitmentsPage(from, quarter, dataDir),
    },
    { name: 'subsidiaries', path: '/fr/subsidiaries', load: loadSubsidiariesPage },
    {
      name: 'sovereignty',
      path: '/fr/sovereignty',
      load: (from, quarter) => loadSovereigntyPage(from, quarter, dataDir),
    },
    ...MENU_TOPICS.map(
      ({ id, path }): Page => ({
        name: path,
        path: `/fr/${path}`,
        load: (from, quarter) => loadTopicPage(from, quarter, id),
      }),
    ),
  ]
}

/** An address of no page: the shell in its language, no figure, no statement. */
async function readShell(address: string): Promise<void> {
  const response = await fetch(`${address}/fr/nothing`)
  await response.text()
  if (response.status !== 404) throw new Error(`An unknown address answered ${response.status}.`)
}

/** What the first reader of a quarter waits for, but for what is read once a version. */
async function statementsFor(
  page: Page,
  quarter: Period,
  warehouse: Warehouse,
): Promise<readonly Statement[]> {
  const statements = await statementsOf(warehouse, (listening) => page.load(listening, quarter))
  return statements.filter(({ name }) => name.startsWith('figures.') && !name.startsWith('figures.factor_'))
}

/** A page of a quarter that nobody asked this server for, then the same again, each beside what it cannot do without. */
async function playPage(
  page: Page,
  quarter: Period,
  server: Served,
  warehouse: Warehouse,
): Promise<PageRound> {
  const address = `${server.address}${page.path}?quarter=${quarter.text}`
  const statements = await statementsFor(page, quarter, warehouse)
  const rested = async (work: () => Promise<unknown>) => {
    await rest(REST_MS)
    return await timed(work)
  }
  const cold = await rested(() => readPage(address))
  const least = [
    () => readShell(server.address),
    ...statements.map((statement) => () => warehouse.run(statement, groupScope())),
  ]
  const coldLeast = await readInTurn(least, COLD_READINGS, rested)
  const [warm = 0, ...warmLeast] = await readInTurn([() => readPage(address), ...least], READINGS, timed)
  return {
    name: page.name,
    cold,
    coldLeast: leastOf(coldLeast),
    warm,
    warmLeast: leastOf(warmLeast),
    sent: statements.length,
  }
}

/** The median time of each of some works, read in turn. */
async function readInTurn(
  works: readonly (() => Promise<unknown>)[],
  readings: number,
  time: (work: () => Promise<unknown>) => Promise<number>,
): Promise<readonly number[]> {
  const times = works.map((): number[] => [])
  for (let reading = 0; reading < readings; reading += 1)
    for (const [index, work] of works.entries()) times[index]?.push(await time(work))
  return times.map((each) => median(each) ?? 0)
}

const leastOf = ([shell = 0, ...statements]: readonly number[]): Least => ({
  shell,
  statement: Math.max(0, ...statements),
})

/** The whole quarters of the data, oldest first. */
function wholeQuarters({ dataset }: Warehouse): readonly Period[] {
  return quartersOfData(dataset).filter(({ lastDay }) => lastDay <= dataset.asOf)
}

/** Each page made for its first reader and for a later one. */
export const PAGES: Benchmark = {
  about: 'every page without document cache, cold and warm, against its slowest statement and the shell',
  rounds: 5,
  async run(bench, { rounds }) {
    const dataDir = join(bench.folder, 'data')
    say('Making the demonstration…')
    await bench.start('demo', ['--data-dir', dataDir]).ended
    const door = await openWarehouse({ dataDir, dataset: 'demo' })
    const warehouse = await door.pin()
    const pages = pagesOf(dataDir)
    const quarters = wholeQuarters(warehouse)
    if (rounds > quarters.length)
      throw new Error(`${rounds} rounds: the data have ${quarters.length} whole quarters.`)
    const server = await serve(bench, dataDir, 'demo')
    say('Warming…')
    for (const filter of WARMING_FILTERS)
      for (const quarter of quarters)
        for (const { path } of pages)
          await readPage(`${server.address}${path}?quarter=${quarter.text}&${filter}`)
    const before = machine()
    const found: PageRound[] = []
    for (const [round, quarter] of quarters.slice(-rounds).entries()) {
      say(`Round ${round + 1} of ${rounds}…`)
      for (const page of interleave(pages, round + 1).slice(-pages.length))
        found.push(await playPage(page, quarter, server, warehouse))
    }
    const after = machine()
    await server.stop()
    warehouse.release()
    await door.close()
    return `${reportPages(found)}Medians of ${rounds} quarters, each cold once and warm ${READINGS} times. ${before}; ${after.slice(after.indexOf('load'))} at the end.
`
  },
}
