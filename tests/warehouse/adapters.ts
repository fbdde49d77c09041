import type { Warehouse } from '#app/warehouse/warehouse.ts'
import { googlesqlInstalled, startEngine } from '#tests/googlesql/engine.ts'
import { googlesqlWarehouse } from '#tests/googlesql/googlesql-warehouse.ts'
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
}
