import { setTimeout as wait } from 'node:timers/promises'
import type { Running, Workbench } from './workbench.ts'

const LOOK_EVERY_MS = 5

export type Served = Running & { readonly address: string }

/** Starts Vigie on a free port, without document cache unless `env` says otherwise; answers once it has said its address. */
export async function serve(
  bench: Workbench,
  dataDir: string,
  dataset: 'demo' | 'group' | null,
  env: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const server = bench.start('server', [], {
    VIGIE_DATA_DIR: dataDir,
    VIGIE_DATASET: dataset ?? '',
    VIGIE_DOCUMENT_CACHE: 'off',
    ...env,
  })
  const over = server.ended.then(() => {
    throw new Error(`The server ended before it served:\n${server.output()}`)
  })
  for (;;) {
    const address = /http:\/\/\S+/.exec(server.output())?.[0]
    if (address !== undefined) {
      over.catch(() => undefined)
      return { ...server, address }
    }
    await Promise.race([over, wait(LOOK_EVERY_MS)])
  }
}

/** Reads a page to its last byte. @throws when it is not a 200 */
export async function readPage(address: string): Promise<string> {
  const response = await fetch(address)
  const text = await response.text()
  if (response.status !== 200)
    throw new Error(`${address} answered ${response.status}:\n${text.slice(0, 500)}`)
  return text
}
