import { constants } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import type { Env } from '#app/env.server.ts'
import { ensureDataset } from '#app/imports/ensure-dataset.server.ts'
import { ensureDemoMission } from '#app/imports/ensure-demo.server.ts'
import { DatasetBusy } from '#app/imports/import-lock.server.ts'
import { openBigQuery } from '#app/imports/open-bigquery.server.ts'
import { type OnProgress, shareDone } from '#app/imports/progress.ts'
import { StorageFailed } from '#app/imports/storage-failed.ts'
import { createProgressBar } from '#app/server/progress-bar.ts'
import { StartError } from '#app/server/start-error.ts'
import { BigQueryApiError } from '#app/warehouse/bigquery/api-error.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { ManifestError } from '#app/warehouse/manifest.server.ts'
import { chooseDataset, openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { type DatasetInfo, type WarehouseDoor, WarehouseError } from '#app/warehouse/warehouse.ts'

const TITLES = { demo: 'Making the demonstration', group: 'Preparing the data of the group' }

/** Errors whose message is written for the person who starts Vigie. */
const SAID_WELL = [BigQueryApiError, DatasetBusy, ManifestError, StartError, StorageFailed, WarehouseError]

async function makeWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new StartError(
      `VIGIE_DATA_DIR=${dataDir} cannot be written${code}: ` +
        'let this user write there, or name another folder in VIGIE_DATA_DIR.',
      { cause },
    )
  }
}

function showProgress(title: string): OnProgress {
  const show = createProgressBar(title)
  return (progress) => {
    const share = shareDone(progress)
    if (share !== null) show(share)
  }
}

async function openFromBigQuery(
  env: Env,
  settings: BigQuerySettings,
): Promise<{ door: WarehouseDoor; dataset: DatasetInfo }> {
  let told = ''
  const door = await openBigQuery(env.dataDir, settings, (error) => {
    const message = error instanceof Error ? error.message : String(error)
    // A night without BigQuery is one line, not one a minute.
    if (message !== told) console.error(message)
    told = message
  })
  const { dataset } = await door.pin()
  if (env.dataset !== null && env.dataset !== dataset.name)
    throw new StartError(
      `VIGIE_DATASET=${env.dataset}, and ${settings.dataset} in BigQuery holds the ${dataset.name} data: leave VIGIE_DATASET out, or name another VIGIE_BIGQUERY_DATASET.`,
    )
  if (dataset.name === 'demo') await ensureDemoMission(env.dataDir)
  return { door, dataset }
}

async function open(env: Env): Promise<{ door: WarehouseDoor; dataset: DatasetInfo }> {
  if (env.warehouse === 'bigquery' && env.bigquery !== null) return await openFromBigQuery(env, env.bigquery)
  const choice = { dataDir: env.dataDir, dataset: env.dataset ?? undefined }
  const dataset = await chooseDataset(choice)
  await ensureDataset({ dataDir: env.dataDir, dataset, onProgress: showProgress(TITLES[dataset]) })
  const door = await openWarehouse({ ...choice, dataset })
  const warehouse = await door.pin()
  warehouse.release()
  return { door, dataset: warehouse.dataset }
}

/**
 * Opens the data set that the environment asks for; the demonstration is made, and tables of an older Vigie are made
 * again, before anything is served.
 * @throws {StartError} when there is nothing to serve, or nowhere to write
 */
export async function prepareData(env: Env): Promise<{ door: WarehouseDoor; dataset: DatasetInfo }> {
  await makeWritable(env.dataDir)
  try {
    return await open(env)
  } catch (cause) {
    if (cause instanceof Error && SAID_WELL.some((type) => cause instanceof type)) {
      throw new StartError(cause.message, { cause })
    }
    throw cause
  }
}
