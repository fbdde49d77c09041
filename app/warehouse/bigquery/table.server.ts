import { BigQueryApiError, errorOf } from '#app/warehouse/bigquery/api-error.ts'
import type { BigQueryClient, CallBounds } from '#app/warehouse/bigquery/client.server.ts'

/** What BigQuery says of a table or a data set; `etag` is null where an implementation has none. */
export type Resource = Readonly<Record<string, unknown>> & {
  readonly etag: string | null
  readonly labels: Readonly<Record<string, string>>
}

const DATASET = ({ settings }: BigQueryClient) => `/datasets/${encodeURIComponent(settings.dataset)}`
const TABLE = (client: BigQueryClient, table: string) =>
  `${DATASET(client)}/tables/${encodeURIComponent(table)}`

/** The data set; null when it does not exist. */
export async function getDataset(client: BigQueryClient, bounds: CallBounds = {}): Promise<Resource | null> {
  return await read(client, DATASET(client), bounds)
}

/** A table of the data set; null when it does not exist. It costs nothing. */
export async function getTable(
  client: BigQueryClient,
  table: string,
  bounds: CallBounds = {},
): Promise<Resource | null> {
  return await read(client, TABLE(client, table), bounds)
}

async function read(client: BigQueryClient, uri: string, bounds: CallBounds): Promise<Resource | null> {
  const { status, body } = await client.call({ ...bounds, method: 'GET', uri, accepts: [404] })
  if (status !== 404) return resource(body)
  if (errorOf(body) !== null) return null
  throw new BigQueryApiError('what answers there is not BigQuery: check VIGIE_BIGQUERY_ENDPOINT.', {
    status,
    reason: 'malformed',
  })
}

function resource(body: Readonly<Record<string, unknown>>): Resource {
  return {
    ...body,
    etag: typeof body.etag === 'string' ? body.etag : null,
    labels: (body.labels ?? {}) as Readonly<Record<string, string>>,
  }
}

/** Creates the data set; false when it is there already. */
export async function insertDataset(
  client: BigQueryClient,
  more: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { project, dataset, location } = client.settings
  const { status } = await client.call({
    method: 'POST',
    uri: '/datasets',
    json: { datasetReference: { projectId: project, datasetId: dataset }, location, ...more },
    accepts: [409],
  })
  return status !== 409
}

/** Creates a table; false when it is there already. */
export async function insertTable(
  client: BigQueryClient,
  table: string,
  more: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const { status } = await client.call({
    method: 'POST',
    uri: `${DATASET(client)}/tables`,
    json: { tableReference: tableReference(client, table), ...more },
    accepts: [409],
  })
  return status !== 409
}

export function tableReference({ settings }: BigQueryClient, table: string) {
  return { projectId: settings.project, datasetId: settings.dataset, tableId: table }
}

/** Changes some properties of a table; false when it has changed since `etag` was read, and nothing is changed then. */
export async function patchTable(
  client: BigQueryClient,
  table: string,
  change: Readonly<Record<string, unknown>>,
  etag: string | null = null,
): Promise<boolean> {
  const { status } = await client.call({
    method: 'PATCH',
    uri: TABLE(client, table),
    json: change,
    headers: etag === null ? {} : { 'if-match': etag },
    accepts: [412],
  })
  return status !== 412
}

/**
 * Takes the end of a table away, which a data set's own rule may have given it; false where the project does not allow it,
 * as the free sandbox.
 */
export async function keepTable(client: BigQueryClient, table: string): Promise<boolean> {
  const { status } = await client.call({
    method: 'PATCH',
    uri: TABLE(client, table),
    json: { expirationTime: null },
    accepts: [400, 403],
  })
  return status < 400
}

/** Removes a table; one that is gone already is no error. */
export async function deleteTable(client: BigQueryClient, table: string): Promise<void> {
  await client.call({ method: 'DELETE', uri: TABLE(client, table), accepts: [404] })
}

export type ListedTable = {
  readonly id: string
  readonly createdAt: number
  readonly expiresAt: number | null
}

/** Every table of the data set. */
export async function listTables(client: BigQueryClient): Promise<readonly ListedTable[]> {
  const found: ListedTable[] = []
  for (let token: string | undefined = ''; token !== undefined; ) {
    const { body } = await client.call({
      method: 'GET',
      uri: `${DATASET(client)}/tables`,
      qs: { maxResults: 1000, ...(token === '' ? {} : { pageToken: token }) },
    })
    for (const table of (body.tables ?? []) as ListEntry[])
      found.push({
        id: table.tableReference.tableId,
        createdAt: Number(table.creationTime ?? 0),
        expiresAt: table.expirationTime === undefined ? null : Number(table.expirationTime),
      })
    token =
      typeof body.nextPageToken === 'string' && body.nextPageToken !== '' ? body.nextPageToken : undefined
  }
  return found
}

type ListEntry = {
  readonly tableReference: { readonly tableId: string }
  readonly creationTime?: string
  readonly expirationTime?: string
}
