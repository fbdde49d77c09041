import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Benchmark, type BillingFiles, say, writeBillingFiles } from './benchmark.ts'
import { readPaced } from './read-paced.ts'
import { type Round, reportReaders } from './readers-report.ts'
import { type Served, serve } from './serve.ts'
import { machine, type Running, type Workbench } from './workbench.ts'

/** The demo's page, which asks for the most, and the group's, whose version changes under its readers. */
const PAGES = ['demo', 'group'] as const
/** Both pages in turn: each is asked for three times a second. */
const EVERY_MS = 170
const WARMING_PAGES = 12
const QUIET_PAGES = 80

type Place = { readonly bench: Workbench; readonly dataDir: string; readonly files: BillingFiles }

function importFile({ bench, dataDir, files }: Place, file: string): Running {
  return bench.start('import', [file, '--format', 'focus', '--map', files.map, '--data-dir', dataDir])
}

async function prepare(bench: Workbench, rows: number): Promise<Place> {
  const dataDir = join(bench.folder, 'data')
  say('Making the demonstration, and two billing files…')
  await bench.start('demo', ['--data-dir', dataDir]).ended
  const place = { bench, dataDir, files: await writeBillingFiles(bench, rows) }
  await importFile(place, place.files.small).ended
  await cp(join(dataDir, 'group'), join(dataDir, 'group-before'), { recursive: true })
  return place
}

/** One import of the large file beside two servers, into a data set that is put back as it was at first. */
async function playRound(place: Place, demo: Served): Promise<Round> {
  const { bench, dataDir, files } = place
  await rm(join(dataDir, 'group'), { recursive: true, force: true })
  await cp(join(dataDir, 'group-before'), join(dataDir, 'group'), { recursive: true })
  const group = await serve(bench, dataDir, 'group')
  const addresses = [`${demo.address}/fr`, `${group.address}/fr`]
  const readQuietly = (pages: number) => readPaced(addresses, EVERY_MS, (read) => read < pages)
  await readQuietly(WARMING_PAGES)
  const before = await readQuietly(QUIET_PAGES)
  const running = importFile(place, files.large)
  let over = false
  const ended = running.ended.finally(() => {
    over = true
  })
  // The page that first opens the new version is the import's doing too: one more of each.
  let left = PAGES.length
  const during = await readPaced(addresses, EVERY_MS, () => !over || left-- > 0)
  const importSeconds = (await ended) / 1000
  const after = await readQuietly(QUIET_PAGES)
  await group.stop()
  return {
    times: { before, during, after },
    importSeconds,
    importMemory: running.peakMemory(),
    serverMemory: group.peakMemory(),
    machine: machine(),
  }
}

/** Pages beside an import: how much slower they are than before it. */
export const READERS: Benchmark = {
  about: 'pages read without document cache before, during and after an import',
  rounds: 4,
  async run(bench, { rows, rounds }) {
    const place = await prepare(bench, rows)
    const demo = await serve(bench, place.dataDir, 'demo')
    const played: Round[] = []
    for (let round = 1; round <= rounds; round += 1) {
      say(`Round ${round} of ${rounds}…`)
      played.push(await playRound(place, demo))
    }
    await demo.stop()
    return reportReaders(played, PAGES, rows)
  },
}
