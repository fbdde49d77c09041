import { addressText, type ExportAddress } from '#app/imports/exports/export-address.ts'
import type { ExportTable } from '#app/imports/exports/export-request.ts'
import { type ExportFormatId, ExportRefused } from '#app/sources/export-source.ts'
import type { TableSchema } from '#app/sources/table-schema.ts'
import { BigQueryApiError } from '#app/warehouse/bigquery/api-error.ts'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import type { BigQuerySettings } from '#app/warehouse/bigquery/settings.ts'
import { getTable, type Resource } from '#app/warehouse/bigquery/table.server.ts'

/** What the environment says of BigQuery, each word by itself: queries are billed to the project, where the table is. */
export type ExportPlace = Pick<BigQuerySettings, 'universe' | 'endpoint'> & {
  readonly project: string | null
  readonly location: string | null
}

export type ExportChoice = {
  readonly address: ExportAddress
  readonly format: ExportFormatId
  readonly place: ExportPlace
  /** What one statement may bill, in bytes. */
  readonly maxBytes: number
  readonly signal?: AbortSignal
}

/** A table that an import reads where it lies. */
export type OpenExport = {
  /** What runs the statements. */
  readonly client: BigQueryClient
  readonly name: string
  readonly table: ExportTable
  /** When the table was last written (ISO, UTC); null for a view, which does not say. */
  readonly writtenAt: string | null
}

/**
 * Looks at the table, which costs nothing. `group` says where the group's data set is in BigQuery, if it is: statements
 * then run there, since rows go from one to the other.
 * @throws {ExportRefused} for a table that is not there, may not be read, lies elsewhere, or is a view of a billing export
 */
export async function openExport(choice: ExportChoice, group: BigQuerySettings | null): Promise<OpenExport> {
  const { address, format, place, maxBytes } = choice
  const { project, dataset } = address
  const name = addressText(address)
  const { universe, endpoint } = group ?? place
  const settings = { project, dataset, location: '', universe, endpoint, maxBytes }
  const owner = new BigQueryClient(settings)
  await owner.refuseServiceAccountKey()
  const found = await tableOf(owner, choice, name)
  const own = typeof found.location === 'string' ? found.location : null
  const location = group?.location ?? place.location ?? own ?? ''
  if (own !== null && own.toLowerCase() !== location.toLowerCase())
    throw elsewhere(name, own, location, group)
  const isView = /VIEW$/.test(String(found.type ?? ''))
  if (isView && format === 'gcp-billing')
    throw new ExportRefused(
      `${name} is a view, which hides when rows were exported and may leave some out`,
      'Name the table that Google writes (gcp_billing_export_v1_… or gcp_billing_export_resource_v1_…); a FOCUS view, as Google gives it, is read with --format focus.',
    )
  const { timePartitioning } = found as { timePartitioning?: { field?: string } }
  return {
    client: new BigQueryClient(group ?? { ...settings, project: place.project ?? project, location }),
    name,
    table: {
      reference: `\`${name}\``,
      schema: ((found.schema as { fields?: TableSchema } | undefined)?.fields ?? []) as TableSchema,
      isIngestionPartitioned: timePartitioning !== undefined && timePartitioning.field === undefined,
    },
    writtenAt: isView ? null : writtenAt(found),
  }
}

async function tableOf(client: BigQueryClient, choice: ExportChoice, name: string): Promise<Resource> {
  const { table, project, dataset } = choice.address
  const found = await getTable(client, table, { signal: choice.signal }).catch((error: unknown) => {
    if (!(error instanceof BigQueryApiError) || error.status !== 403) throw error
    throw new ExportRefused(
      `${name} may not be read with these credentials (${error.message})`,
      `Ask for roles/bigquery.dataViewer on the data set ${project}.${dataset}.`,
    )
  })
  if (found !== null) return found
  throw new ExportRefused(
    `There is no table ${name}, or these credentials do not see it`,
    `Check its three names in the console, and that you have roles/bigquery.dataViewer on the data set ${project}.${dataset}.`,
  )
}

function elsewhere(name: string, own: string, asked: string, group: BigQuerySettings | null): ExportRefused {
  return group === null
    ? new ExportRefused(
        `${name} is in ${own}, and queries were to run in ${asked}`,
        `Write --location ${own}.`,
      )
    : new ExportRefused(
        `${name} is in ${own}, and the data set ${group.dataset} in ${asked}: BigQuery joins no two places`,
        `Publish in a data set in ${own} (VIGIE_BIGQUERY_DATASET, VIGIE_BIGQUERY_LOCATION=${own}), or import to this machine with VIGIE_WAREHOUSE=duckdb.`,
      )
}

function writtenAt({ lastModifiedTime }: Resource): string | null {
  const at = Number(lastModifiedTime ?? Number.NaN)
  return Number.isFinite(at) ? new Date(at).toISOString() : null
}
