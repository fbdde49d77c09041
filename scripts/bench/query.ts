import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { quartersOfData } from '#app/filters/dataset-period.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { type PageStatements, pageStatements } from '#app/server/page-statements.server.ts'
import { readManifest } from '#app/warehouse/manifest.server.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { type Benchmark, say } from './benchmark.ts'
import { MEDIAN_MS, spreadLatencies } from './latencies.ts'
import { readPage, type Served, serve } from './serve.ts'
import { DATASET, LOCATION, PROJECT, type SlowBigQuery, startSlowBigQuery } from './slow-bigquery.ts'
import { median } from './statistics.ts'
import { decimal, table } from './table.ts'
import { machine } from './workbench.ts'

/** Pages that the warming's filters change: others would be measured after they were read. */
const PAGES = ['/fr', '/fr/usage', '/fr/cost', '/fr/gpu-hours', '/fr/carbon', '/fr/sovereignty']
/** Other rows of the quarters that are measured: a server that has answered readers for a morning, not its first ones. */
const WARMING_FILTERS = [
  'filter.approach=generative',
  'filter.approach=classic',
  'filter.provider=unassigned',
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

/**
 * Reads each page of a quarter for the first time, and again under another theme, which makes the document anew; the
 * queries of the page at `index` take `latencyOf(index)` milliseconds.
 */
async function readPages(
  server: Served,
  slow: SlowBigQuery,
  pages: readonly string[],
  latencyOf: (index: number) => number,
): Promise<readonly Reading[]> {
  const readings: Reading[] = []
  for (const [index, page] of pages.entries()) {
    slow.takes(latencyOf(index))
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
    const [latest = '', rushed = '', ...quarters] = quartersOfData(embedded.dataset)
      .filter(({ lastDay }) => lastDay <= embedded.dataset.asOf)
      .map(({ text }) => text)
      .reverse()
    const measured = quarters.slice(0, rounds)
    const warming = measured.flatMap((quarter) =>
      WARMING_FILTERS.map((filters) => `quarter=${quarter}&${filters}`),
    )
    const addresses = [...warming, ...[latest, rushed, ...measured].map((quarter) => `quarter=${quarter}`)]
    say('Noting what the pages ask…')
    const pages: PageStatements[] = []
    for (const address of addresses)
      pages.push(...(await pageStatements(embedded, mission, new URLSearchParams(address))))
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
    const under = (address: string) => PAGES.map((page) => `${page}?${address}`)
    const inQuarter = (quarter: string) => under(`quarter=${quarter}`)
    say(
      `Reading ${warming.length * PAGES.length} pages of other rows, so that no round meets code for the first time…`,
    )
    for (const address of warming) await readPages(server, slow, under(address), () => 0)
    await readPages(server, slow, inQuarter(latest), () => MEDIAN_MS)
    await settled(slow)
    const latencies = spreadLatencies(measured.length)
    for (const [round, quarter] of measured.entries()) {
      say(`Round ${round + 1} of ${rounds}: ${quarter}…`)
      const latencyOf = (index: number) => latencies[(round + index) % latencies.length] ?? MEDIAN_MS
      readings.push(...(await readPages(server, slow, inQuarter(quarter), latencyOf)))
    }
    slow.takes(MEDIAN_MS)
    say(`${READERS} readers at once…`)
    const together: number[] = []
    for (const page of inQuarter(rushed)) together.push(await rush(server, slow, page))
    await server.stop()
    slow.close()
    await door.close()
    return report(readings, Math.max(...together))
  },
}

function report(readings: readonly Reading[], together: number): string {
  const ratio = ({ ms, slowest }: Reading) => ms / slowest
  const isWithin = (found: number) => found <= ASKED_RATIO
  const pages = PAGES.map((page) => {
    const own = readings.filter((reading) => reading.page === page)
    const slowest = median(own.map((reading) => reading.slowest)) ?? Number.NaN
    const more = median(own.map((reading) => reading.ms - reading.slowest)) ?? Number.NaN
    // What a page adds does not depend on its query: beside the median query, one reading's chance is left out.
    return { page, own, slowest, more, usual: 1 + more / slowest }
  })
  const rows = pages.map(({ page, own, slowest, more, usual }) => [
    page,
    String(Math.max(...own.map(({ queries }) => queries))),
    decimal(slowest, 0),
    decimal(more, 0),
    decimal(usual, 3),
    decimal(Math.max(...own.map(ratio)), 3),
    String(Math.max(...own.map(({ warm }) => warm))),
  ])
  const most = Math.max(...readings.map(({ queries }) => queries))
  const late = pages.filter(({ usual }) => !isWithin(usual)).map(({ page }) => page)
  const within = readings.filter((reading) => isWithin(ratio(reading)))
  const shortest = Math.min(...readings.map(({ slowest }) => slowest))
  const isWarmFree = readings.every(({ warm }) => warm === 0)
  const head = ['page', 'queries', 'slowest query ms', 'more ms', 'ratio', 'worst ratio', 'queries when warm']
  return `${table(head, rows)}
${READERS} readers at once made ${together} ${together === 1 ? 'query' : 'queries'}, ${together <= most ? 'no more than' : 'MORE THAN'} one reader makes; warm pages made ${isWarmFree ? 'none' : 'SOME'}. ${machine()}.
A cold page may take ${ASKED_RATIO} times its slowest query; at the median, ${late.length === 0 ? 'every page is within' : `${late.join(' ')} ${late.length === 1 ? 'IS' : 'ARE'} NOT WITHIN`}. Of ${readings.length} readings ${within.length} are, ${decimal(Math.max(...readings.map(ratio)), 3)} at worst: a page sends one query, so that its slowest is one draw, here of ${decimal(shortest, 0)} ms at least.
`
}
