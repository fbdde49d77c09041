import { demoToBigQuery } from '#app/imports/demo-to-bigquery.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { startWireServer, type WireServer } from '#tests/bigquery/wire-server.ts'
import { type Engine, startEngine } from '#tests/googlesql/engine.ts'
import { makeTinyDemo } from '#tests/pages/serve.ts'

export type DemoInBigQuery = {
  readonly settings: BigQuerySettings
  readonly server: WireServer
  readonly engine: Engine
  close(): Promise<void>
}

/** The settings that point the adapter at a wire server. */
export function wireSettings(server: WireServer): BigQuerySettings {
  return {
    project: 'my-project',
    dataset: 'vigie',
    location: 'europe-west9',
    universe: null,
    endpoint: server.url,
    maxBytes: 200 * 1024 * 1024,
  }
}

/** The tiny demonstration, made in a data folder and published to a wire server as `npm run demo -- --to bigquery` does. */
export async function demoInBigQuery(dataDir: string): Promise<DemoInBigQuery> {
  await makeTinyDemo(dataDir)
  const engine = await startEngine()
  const server = await startWireServer({ engine })
  const close = async () => {
    await server.close()
    await engine.close()
  }
  try {
    const settings = wireSettings(server)
    await demoToBigQuery({ dataDir, seed: 1, scale: 'tiny', settings })
    return { settings, server, engine, close }
  } catch (error) {
    await close()
    throw error
  }
}
