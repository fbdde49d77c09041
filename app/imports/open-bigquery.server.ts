import { bigQueryFolder, buildDigest } from '#app/imports/bigquery-writer.server.ts'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { type BigQueryDoorOptions, openBigQueryDoor } from '#app/warehouse/bigquery/door.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import type { WarehouseDoor } from '#app/warehouse/warehouse.ts'

/**
 * Opens what BigQuery serves with the reader's own credentials; answers are kept under the data folder. `onError` is
 * told of what goes wrong behind the pages' back.
 * @throws {WarehouseError} {BigQueryApiError} {ManifestError}
 */
export async function openBigQuery(
  dataDir: string,
  settings: BigQuerySettings,
  onError: (error: unknown) => void,
  timing: Pick<BigQueryDoorOptions, 'probeMs' | 'queryMs'> = {},
): Promise<WarehouseDoor> {
  const client = new BigQueryClient(settings)
  await client.refuseServiceAccountKey()
  return await openBigQueryDoor(client, {
    folder: bigQueryFolder(dataDir, settings, 'answers'),
    buildDigest: buildDigest(),
    onError,
    ...timing,
  })
}
