import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import type { Env } from '#app/env.server.ts'
import { createProgressBar } from '#app/server/progress-bar.ts'
import { StartError } from '#app/server/start-error.ts'
import { chooseDataset, openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { type DatasetInfo, type WarehouseDoor, WarehouseError } from '#app/warehouse/warehouse.ts'

// STAND-IN until the demo is there.
type EnsureDemo = (options: { dataDir: string; onProgress: (share: number) => void }) => Promise<void>
const demo = import.meta.glob<{ ensureDemo: EnsureDemo }>('/app/demo/ensure-demo.server.ts')

async function makeWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK)
  } catch (cause) {
    throw new StartError(
      `VIGIE_DATA_DIR=${dataDir} cannot be written (${codeOf(cause)}): ` +
        'let this user write there, or name another folder in VIGIE_DATA_DIR.',
      { cause },
    )
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

async function infoOf(door: WarehouseDoor): Promise<DatasetInfo> {
  const warehouse = await door.pin()
  warehouse.release()
  return warehouse.dataset
}

/**
 * Opens the data set that the environment asks for, and makes the demonstration when it is the one to serve.
 * @throws {StartError} when there is nothing to serve, or nowhere to write
 */
export async function prepareData(env: Env): Promise<{ door: WarehouseDoor; dataset: DatasetInfo }> {
  await makeWritable(env.dataDir)
  const choice = { dataDir: env.dataDir, dataset: env.dataset ?? undefined }
  if ((await chooseDataset(choice)) === 'demo') {
    for (const load of Object.values(demo)) {
      const { ensureDemo } = await load()
      await ensureDemo({ dataDir: env.dataDir, onProgress: createProgressBar('Making the demonstration') })
    }
  }
  const door = await openWarehouse(choice)
  try {
    return { door, dataset: await infoOf(door) }
  } catch (cause) {
    if (cause instanceof WarehouseError) throw new StartError(cause.message, { cause })
    throw cause
  }
}
