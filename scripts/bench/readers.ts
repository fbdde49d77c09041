import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Benchmark, type BillingFiles, say, writeBillingFiles } from './benchmark.ts'
import { readPaced } from './read-paced.ts'
import { concludeReaders, type Round, reportReaders } from './readers-report.ts'
import { type Served, serve } from './serve.ts'
import { machine, type Running, type Workbench } from './workbench.ts'

/** The demo's page, which asks for the most, and the group's, whose version changes under its readers. */
const PAGES = ['demo', 'group'] as const
/** Both pages in turn: each is asked for three times a second. */
const EVERY_MS = 170
const WARMING_PAGES = 12
const QUIET_PAGES = 80
/** Pages read while the import runs, then as many while it is held still. */
const BLOCK_PAGES = 8

type ReadPages = (pages: number) => Promise<readonly (readonly number[])[]>
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

type Beside = Pick<Round['times'], 'during' | 'paused'> & { readonly importSeconds: number }

/**
 * Reads pages until the import ends, which is held still for every other block of pages: whatever else the machine does
 * slows both kinds of blocks alike. The import's seconds leave the pauses out.
 */
async function readBeside(running: Running, read: ReadPages): Promise<Beside> {
  let over = false
  const ended = running.ended.finally(() => {
    over = true
  })
  const during = PAGES.map(() => [] as number[])
  const paused = PAGES.map(() => [] as number[])
  let pausedFor = 0
  while (!over) {
    add(during, await read(BLOCK_PAGES))
    if (over || !running.pause()) continue
    const since = performance.now()
    add(paused, await read(BLOCK_PAGES))
    pausedFor += performance.now() - since
    running.resume()
  }
  const importSeconds = ((await ended) - pausedFor) / 1000
  // The page that first opens the new version is the import's doing too.
  add(during, await read(PAGES.length))
  return { during, paused, importSeconds }
}

function add(all: readonly number[][], more: readonly (readonly number[])[]): void {
  for (const [page, times] of more.entries()) all[page]?.push(...times)
}

/** One import of the large file beside two servers, into a data set that is put back as it was at first. */
async function playRound(place: Place, demo: Served): Promise<Round> {
  const { bench, dataDir, files } = place
  await rm(join(dataDir, 'group'), { recursive: true, force: true })
  await cp(join(dataDir, 'group-before'), join(dataDir, 'group'), { recursive: true })
  const group = await serve(bench, dataDir, 'group')
  const addresses = [`${demo.address}/fr`, `${group.address}/fr`]
  const read = (pages: number) => readPaced(addresses, EVERY_MS, pages)
  await read(WARMING_PAGES)
  const before = await read(QUIET_PAGES)
  const running = importFile(place, files.large)
  const { importSeconds, ...beside } = await readBeside(running, read)
  const after = await read(QUIET_PAGES)
  await group.stop()
  return {
    times: { before, ...beside, after },
    importSeconds,
    importMemory: running.peakMemory(),
    serverMemory: group.peakMemory(),
    machine: machine(),
  }
}

/** Pages beside an import: how much slower they are than before it. */
export const READERS: Benchmark = {
  about: 'pages read without document cache before, during and after an import, and while it is held still',
  rounds: 4,
  async run(bench, { rows, rounds }) {
    const place = await prepare(bench, rows)
    const demo = await serve(bench, place.dataDir, 'demo')
    const played: Round[] = []
    for (let number = 1; number <= rounds; number += 1) {
      say(`Round ${number} of ${rounds}…`)
      const round = await playRound(place, demo)
      played.push(round)
      say(`${concludeReaders([round], PAGES)}\n${round.machine}.`)
    }
    await demo.stop()
    return reportReaders(played, PAGES, rows)
  },
}
