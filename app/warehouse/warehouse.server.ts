import { access } from 'node:fs/promises'
import path from 'node:path'
import { openDuckdbDoor } from '#app/warehouse/duckdb-door.server.ts'
import { type WarehouseDoor, WarehouseError } from '#app/warehouse/warehouse.ts'

export type WarehouseChoice = {
  readonly dataDir: string
  /** Unset: the group's data set once a file was imported, else the demo. */
  readonly dataset?: 'demo' | 'group' | undefined
  readonly threads?: number | undefined
}

/**
 * Opens the adapter that the environment asks for. A further adapter joins here.
 * @throws {WarehouseError} when there is nothing to open
 */
export async function openWarehouse(choice: WarehouseChoice): Promise<WarehouseDoor> {
  const dataset = await chooseDataset(choice)
  if (!(await isThere(choice.dataDir, dataset))) throw nothingIn(choice)
  return openDuckdbDoor(path.join(choice.dataDir, dataset), choice.threads)
}

/** Which data set is served: the one asked for, else the group's when there is one. */
export async function chooseDataset(choice: WarehouseChoice): Promise<'demo' | 'group'> {
  if (choice.dataset !== undefined) return choice.dataset
  return (await isThere(choice.dataDir, 'group')) ? 'group' : 'demo'
}

function isThere(dataDir: string, dataset: 'demo' | 'group'): Promise<boolean> {
  return access(path.join(dataDir, dataset, 'manifest.json')).then(
    () => true,
    () => false,
  )
}

function nothingIn({ dataDir, dataset }: WarehouseChoice): WarehouseError {
  const asked = dataset === undefined ? 'no data set' : `no data set « ${dataset} »`
  return new WarehouseError(
    'unavailable',
    'open',
    `The folder ${dataDir} holds ${asked}: « npm run demo » makes the demonstration, « npm run import » the group’s from your files (--data-dir or VIGIE_DATA_DIR names the folder).`,
  )
}
