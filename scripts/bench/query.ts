import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { quartersOfData } from '#app/filters/dataset-period.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { pageStatements } from '#app/server/page-statements.server.ts'
import { readManifest } from '#app/warehouse/manifest.server.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { type Benchmark, say } from './benchmark.ts'
import { readPage, type Served, serve } from './serve.ts'
import { DATASET, LOCATION, PROJECT, type SlowBigQuery, startSlowBigQuery } from './slow-bigquery.ts'
import { decimal, table } from './table.ts'
import { machine } from './workbench.ts'

const PAGES = ['/fr', '/fr/usage', '/fr/cost', '/fr/gpu-hours', '/fr/carbon']
/** Statements of the same shape, asked of other rows. */
const WARMING_FILTERS = [
  '',
  '&filter.approach=generative',
  '&filter.approach=classic',
  '&filter.provider=unassigned',
]
const READERS = 500
const ASKED_RATIO = 1.1
/** Nothing was asked for this long: what all pages need is there. */
const QUIET_MS = 6000

type Reading = {
  readonly page: string
  readonly ms: number
  readonly slowest: number
  readonly queries: number
  readonly warm: number
}

/** Reads each page of a quarter for the first time, and again under another theme, which makes the document anew. */
async function readPages(
  server: Served,
  slow: SlowBigQuery,
  pages: readonly string[],
): Promise<readonly Reading[]> {
  const readings: Reading[] = []
  for (const page of pages) {
    slow.taken()
    const started = performance.now()
    await readPage(`${server.address}${page}`)
    const ms = performance.now() - started
    const cold = slow.taken()
    const again = await fetch(`${server.address}${page}`, { headers: { cookie: 'theme=dark' } })
    await again.text()
    readings.push({
      page: page.replace(/\?.*/, ''),
      ms,
      slowest: Math.max(0, ...cold.map((query) => query.ms)),
      queries: cold.length,
      warm: slow.taken().length,
    })
  }
  return readings
}

/** How many queries readers who come at once for one page make together. */
async function rush(server: Served, slow: SlowBigQuery, page: string): Promise<number> {
  slow.taken()
  await Promise.all(Array.from({ length: READERS }, () => readPage(`${server.address}${page}`)))
  return slow.taken().length
}

async function settled(slow: SlowBigQuery): Promise<void> {
  do await wait(QUIET_MS)
  while (slow.taken().length > 0)
}

/** Pages over a BigQuery as slow as the service. */
export const QUERY: Benchmark = {
  about:
    'pages over a BigQuery that takes 0.7 s at the median and 1.7 s at nine in ten: cold, warm, five hundred readers',
  rounds: 5,
  async run(bench, { rounds }) {
    const dataDir = join(bench.folder, 'data')
    say('Making the demonstration…')
    await bench.start('demo', ['--data-dir', dataDir]).ended
    const door = await openWarehouse({ dataDir, dataset: 'demo' })
    const embedded = await door.pin()
    const mission = await (await missionFilesIn(dataDir)(embedded.dataset)).read()
    const pages = await pageStatements(embedded, mission)
    const slow = await startSlowBigQuery(embedded, await readManifest(join(dataDir, 'demo')), pages)
    const readings: Reading[] = []
    const server = await serve(bench, dataDir, null, {
      VIGIE_WAREHOUSE: 'bigquery',
      VIGIE_BIGQUERY_PROJECT: PROJECT,
      VIGIE_BIGQUERY_DATASET: DATASET,
      VIGIE_BIGQUERY_LOCATION: LOCATION,
      VIGIE_BIGQUERY_ENDPOINT: slow.url,
      VIGIE_PAGE_DEADLINE_MS: '0',
      VIGIE_DOCUMENT_CACHE: 'on',
    })
    await settled(slow)
    const [latest, rushed, ...quarters] = quartersOfData(embedded.dataset)
      .filter(({ lastDay }) => lastDay <= embedded.dataset.asOf)
      .map(({ text }) => text)
      .reverse()
    const inQuarter = (quarter = '') => PAGES.map((page) => `${page}?quarter=${quarter}`)
    say('Reading every page once, so that no round meets code for the first time…')
    for (const filters of WARMING_FILTERS)
      await readPages(
        server,
        slow,
        inQuarter(latest).map((page) => `${page}${filters}`),
      )
    for (const [round, quarter] of quarters.slice(0, rounds).entries()) {
      say(`Round ${round + 1} of ${rounds}: ${quarter}…`)
      readings.push(...(await readPages(server, slow, inQuarter(quarter))))
    }
    say(`${READERS} readers at once…`)
    const together: number[] = []
    for (const page of inQuarter(rushed)) together.push(await rush(server, slow, page))
    await server.stop()
    slow.close()
    await door.close()
    return report(readings, Math.max(...together))
  },
}

function report(all: readonly Reading[], together: number): string {
  // A page that something kept has answered was not cold.
  const readings = all.filter(({ queries }) => queries > 0)
  const ratio = ({ ms, slowest }: Reading) => ms / slowest
  const rows = PAGES.filter((page) => readings.some((reading) => reading.page === page)).map((page) => {
    const own = readings.filter((reading) => reading.page === page)
    const worst = own.reduce((most, one) => (ratio(one) > ratio(most) ? one : most), own[0] as Reading)
    const queries = Math.max(...own.map((one) => one.queries))
    const warm = Math.max(...own.map((one) => one.warm))
    return [
      page,
      String(queries),
      decimal(worst.slowest, 0),
      decimal(worst.ms, 0),
      decimal(ratio(worst), 3),
      String(warm),
    ]
  })
  const worst = Math.max(...readings.map(ratio))
  const most = Math.max(...readings.map(({ queries }) => queries))
  const isWithin = worst <= ASKED_RATIO && all.every(({ warm }) => warm === 0) && together <= most
  return `${table(['page', 'queries', 'slowest query ms', 'page ms', 'worst ratio', 'queries when warm'], rows)}
${READERS} readers at once made ${together} ${together === 1 ? 'query' : 'queries'}, as many as one reader makes. ${machine()}.
Cold pages take at most ${decimal(worst, 3)} times their slowest query: ${isWithin ? 'within' : 'not within'} the ${ASKED_RATIO} asked for, with no query when warm.
`
}
