import { setTimeout as wait } from 'node:timers/promises'
import { readPage } from './serve.ts'

/**
 * Reads the addresses in turn, one page at a time and at most one every `everyMs`. Answers the milliseconds of each page, by address. Nobody asks before the page before has come: on a
 * machine that is too busy for the pace a queue would grow without end, and its length says nothing of a page.
 */
export async function readPaced(
  addresses: readonly string[],
  everyMs: number,
  pages: number,
): Promise<readonly (readonly number[])[]> {
  const times: number[][] = addresses.map(() => [])
  for (let page = 0; page < pages; page += 1) {
    const started = performance.now()
    const turn = page % addresses.length
    await readPage(addresses[turn] ?? '')
    const took = performance.now() - started
    times[turn]?.push(took)
    await wait(Math.max(0, everyMs - took))
  }
  return times
}
