import path from 'node:path'
import { bigQueryFolder, writeBigQuery } from '#app/imports/bigquery-writer.server.ts'
import { type EnsureOptions, ensureDemo } from '#app/imports/ensure-demo.server.ts'
import type { DemoChoice } from '#app/imports/load-demo.server.ts'
import { SILENT } from '#app/imports/progress.ts'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'

/** The data set in BigQuery holds a group's own data, which the demonstration must not cover. */
export class NotADemo extends Error {
  constructor(dataset: string) {
    super(
      `The data set ${dataset} in BigQuery holds a group’s data: the demonstration goes into another one (VIGIE_BIGQUERY_DATASET). Nothing was changed.`,
    )
    this.name = 'NotADemo'
  }
}

/**
 * Makes the demonstration on this machine where it is not there yet, and publishes the same rows in BigQuery; one that
 * is served already is left as it is.
 * @throws {NotADemo} and what ensureDemo and writeBigQuery throw
 */
export async function demoToBigQuery(
  options: EnsureOptions & DemoChoice & { readonly settings: BigQuerySettings },
): Promise<Manifest> {
  const { dataDir, settings, onProgress = SILENT } = options
  const made = await ensureDemo(options)
  const folder = path.join(dataDir, 'demo')
  const client = new BigQueryClient(settings)
  await client.refuseServiceAccountKey()
  const write = { folder: bigQueryFolder(dataDir, settings, 'writing'), onProgress }
  return await writeBigQuery(client, write, async (writer) => {
    const served = writer.manifest
    if (served !== null && served.dataset !== 'demo') throw new NotADemo(settings.dataset)
    if (served !== null && sameContent(served, made) && writer.isCurrent) return served
    const add = made.parts.map((part) => ({ ...part, file: path.join(folder, part.path) }))
    const { asOf, firstMonth, lastMonth, fiscalStart, groupName, demo } = made
    return await writer.publish({
      dataset: 'demo',
      asOf,
      firstMonth,
      lastMonth,
      fiscalStart,
      groupName,
      imports: [],
      demo,
      keep: [],
      add,
    })
  })
}

/** Parts are the same when their bytes are. */
function sameContent(served: Manifest, made: Manifest): boolean {
  const digests = ({ parts }: Manifest) =>
    parts
      .map(({ digest }) => digest)
      .sort()
      .join()
  return digests(served) === digests(made)
}
