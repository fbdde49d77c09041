import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bigQueryFolder, servedManifest, writeBigQuery } from '#app/imports/bigquery-writer.server.ts'
import { type DatasetWriter, writeDataset } from '#app/imports/dataset-writer.server.ts'
import { type HeldRows, rowsInCore, rowsInFolder } from '#app/imports/held-rows.server.ts'
import { type OnProgress, SILENT } from '#app/imports/progress.ts'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { type Manifest, readManifestIfAny } from '#app/warehouse/manifest.server.ts'

/** Which data an import changes, and how far it may go. */
export type GroupChoice = {
  readonly dataDir: string
  /** Where the group's data are in BigQuery; null or left out: in the data folder. */
  readonly bigquery?: BigQuerySettings | null
  readonly dryRun: boolean
  readonly onProgress?: OnProgress
  /** One, unless nothing else needs the machine. */
  readonly threads?: number
}

/** The group's data while an import works on them. */
export type OpenGroup = {
  readonly manifest: Manifest | null
  readonly rowsOf: HeldRows
  readonly temporary: string
  /** Null on a dry run. */
  readonly writer: DatasetWriter | null
  /** What holds the data; null where the data folder does. */
  readonly client: BigQueryClient | null
}

/** The data set in BigQuery holds the demonstration, which never mixes with a group's own data. */
export class HoldsDemo extends Error {
  constructor({ project, dataset }: BigQuerySettings) {
    super(
      `The data set ${project}.${dataset} in BigQuery holds the demonstration: nothing was imported. Name another data set for the group’s data, for example VIGIE_BIGQUERY_DATASET=${dataset}_group; it is made when it does not exist.`,
    )
    this.name = 'HoldsDemo'
  }
}

/**
 * Opens the group's data set where the choice says it lies. What `work` publishes is served whole or not at all.
 * @throws {HoldsDemo} and what writeDataset or writeBigQuery throw
 */
export async function withGroup<Result>(
  choice: GroupChoice,
  work: (group: OpenGroup) => Promise<Result>,
): Promise<Result> {
  const settings = choice.bigquery ?? null
  return settings === null ? await inFolder(choice, work) : await inBigQuery(choice, settings, work)
}

async function inFolder<Result>(
  { dataDir, dryRun, onProgress = SILENT, threads = 1 }: GroupChoice,
  work: (group: OpenGroup) => Promise<Result>,
): Promise<Result> {
  const folder = path.join(dataDir, 'group')
  const open = { rowsOf: rowsInFolder(folder), client: null }
  if (!dryRun)
    return await writeDataset(folder, { command: 'import', onProgress, threads }, (writer) =>
      work({ ...open, manifest: writer.manifest, temporary: writer.temporary, writer }),
    )
  return await inTemporary(async (temporary) =>
    work({ ...open, manifest: await readManifestIfAny(folder), temporary, writer: null }),
  )
}

async function inBigQuery<Result>(
  { dataDir, dryRun, onProgress = SILENT }: GroupChoice,
  settings: BigQuerySettings,
  work: (group: OpenGroup) => Promise<Result>,
): Promise<Result> {
  const client = new BigQueryClient(settings)
  await client.refuseServiceAccountKey()
  const open = (manifest: Manifest | null, temporary: string, writer: DatasetWriter | null) => {
    if (manifest?.dataset === 'demo') throw new HoldsDemo(settings)
    return work({ manifest, rowsOf: rowsInCore(client, temporary), temporary, writer, client })
  }
  const folder = bigQueryFolder(dataDir, settings, 'writing')
  if (!dryRun)
    return await writeBigQuery(client, { folder, onProgress }, (writer) =>
      open(writer.manifest, writer.temporary, writer),
    )
  return await inTemporary(async (temporary) => open(await servedManifest(client), temporary, null))
}

async function inTemporary<Result>(work: (temporary: string) => Promise<Result>): Promise<Result> {
  const temporary = await mkdtemp(path.join(tmpdir(), 'vigie-dry-run-'))
  try {
    return await work(temporary)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
