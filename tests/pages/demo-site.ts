import { afterAll } from 'vitest'
import { askShared, makeTinyDemo, type Served, serveVigie, temporaryFolder } from '#tests/pages/serve.ts'

/** A Vigie that runs over a data folder of its own. */
export type Site = { readonly address: string; readonly dataDir: string; readonly served: Served }

/**
 * The site over the tiny demonstration that the files of a run share, for those that only read its pages: its server
 * has answered others, as one that has run for a morning has.
 */
export function sharedSite(): () => Promise<Pick<Site, 'address' | 'dataDir'>> {
  let asked: ReturnType<typeof askSite> | null = null
  return () => {
    asked ??= askSite()
    return asked
  }
}

async function askSite() {
  const { address, dataDir } = await askShared('/site')
  if (address === null) throw new Error('The desk of the run gave no address.')
  return { address, dataDir }
}

/**
 * The site of one test file, made when its first test asks and stopped after its last; `prepare` fills the data
 * folder, with the tiny demonstration unless said otherwise. Call it where the file begins.
 */
export function siteOfFile(
  prepare: (dataDir: string) => Promise<void> = makeTinyDemo,
  env: Record<string, string> = {},
): () => Promise<Site> {
  const dataDir = temporaryFolder((remove) => afterAll(remove))
  let made: Promise<Site> | null = null
  afterAll(async () => {
    await (await made)?.served.stop()
  })
  async function make(): Promise<Site> {
    await prepare(dataDir)
    const served = await serveVigie(dataDir, env)
    return { address: served.address, dataDir, served }
  }
  return () => {
    made ??= make()
    return made
  }
}
