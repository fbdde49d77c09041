import { access } from 'node:fs/promises'
import path from 'node:path'
import { openDuckdbDoor } from '#app/warehouse/duckdb-door.server.ts'
import type { WarehouseDoor } from '#app/warehouse/warehouse.ts'

export type WarehouseChoice = {
  readonly dataDir: string
  /** Unset: the group's data set once a file was imported, else the demo. */
  readonly dataset?: 'demo' | 'group' | undefined
  readonly threads?: number | undefined
}

/** Opens the adapter that the environment asks for. A further adapter joins here. */
export async function openWarehouse(choice: WarehouseChoice): Promise<WarehouseDoor> {
  return openDuckdbDoor(path.join(choice.dataDir, await chooseDataset(choice)), choice.threads)
}

/** Which data set is served: the one asked for, else the group's when there is one. */
export async function chooseDataset(choice: WarehouseChoice): Promise<'demo' | 'group'> {
  if (choice.dataset !== undefined) return choice.dataset
  const group = await access(path.join(choice.dataDir, 'group', 'manifest.json')).then(
    () => true,
    () => false,
  )
  return group ? 'group' : 'demo'
}
