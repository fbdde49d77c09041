import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { openBigQueryDoor } from '#app/warehouse/bigquery/door.server.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { startWireServer } from '#tests/bigquery/wire-server.ts'
import { googlesqlInstalled, startEngine } from '#tests/googlesql/engine.ts'
import { googlesqlWarehouse } from '#tests/googlesql/googlesql-warehouse.ts'
import { wireSettings } from '#tests/warehouse/bigquery/adapter-test.ts'
import { BUILD, publish, putTables } from '#tests/warehouse/bigquery/published.ts'
import { type CoreRows, completeCore, FIXTURE_INFO, serveFixture } from '#tests/warehouse/fixture.ts'

type Adapter = {
  /** Why it cannot run here; null when it can. */
  readonly absent: () => string | null
  /** A warehouse whose plain tables hold these rows; closing it frees what it holds. */
  readonly open: (rows: CoreRows) => Promise<{ readonly warehouse: Warehouse; readonly close: () => void }>
}

/** Every adapter that the contract runs against; a further one joins by one entry. */
export const ADAPTERS: Readonly<Record<string, Adapter>> = {
  duckdb: {
    absent: () => null,
    open: async (rows) => {
      const warehouse = await serveFixture(rows)
      return { warehouse, close: () => warehouse.release() }
    },
  },
  googlesql: {
    absent: () => {
      const found = googlesqlInstalled()
      return found.installed ? null : found.reason
    },
    open: async (rows) => {
      const engine = await startEngine()
      const warehouse = await googlesqlWarehouse(engine, FIXTURE_INFO, completeCore(rows))
      return { warehouse, close: () => void engine.close() }
    },
  },
  bigquery: {
    absent: () => {
      const found = googlesqlInstalled()
      return found.installed ? null : found.reason
    },
    open: async (rows) => {
      const engine = await startEngine()
      const server = await startWireServer({ engine })
      const client = new BigQueryClient(wireSettings(server))
      const version = 'c'.repeat(12)
      putTables(server, client, version, completeCore(rows))
      await publish(server, client, version, { isAnswered: false })
      const folder = await mkdtemp(path.join(tmpdir(), 'vigie-contract-'))
      const door = await openBigQueryDoor(client, { folder, buildDigest: BUILD })
      const close = async () => {
        await door.close()
        await server.close()
        await engine.close()
        await rm(folder, { recursive: true, force: true, maxRetries: 5 })
      }
      return { warehouse: await door.pin(), close: () => void close() }
    },
  },
}
