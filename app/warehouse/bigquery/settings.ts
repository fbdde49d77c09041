/** Where the group's data are in BigQuery, as the environment says it. */
export type BigQuerySettings = {
  readonly project: string
  readonly dataset: string
  /** Region or multi-region of the data set, such as `europe-west9` or `EU`; every call names it. */
  readonly location: string
  /** Universe of a partner cloud, such as `s3nsapis.fr`; null for Google's own. */
  readonly universe: string | null
  /** Another address of the REST API; null for the universe's own. */
  readonly endpoint: string | null
  /** What one query may bill, in bytes; see `bytesCap`. */
  readonly maxBytes: number
}

/** What BigQuery bills for reading a tebibyte on demand, in euros; a group's own contract may say less. */
export const EUROS_A_TEBIBYTE = 6.25

/** BigQuery bills at least this much for each table that a query reads. */
export const LEAST_BYTES_A_TABLE = 10 * 1024 * 1024

/** What a query may bill: the setting, but never less than BigQuery's minimum for the tables that it reads. */
export function bytesCap(settings: Pick<BigQuerySettings, 'maxBytes'>, tables: number): number {
  return Math.max(settings.maxBytes, LEAST_BYTES_A_TABLE * Math.max(tables, 1))
}

/** Whether the endpoint is on this machine: what listens there asks for no credentials. */
export function isLocalEndpoint({ endpoint }: Pick<BigQuerySettings, 'endpoint'>): boolean {
  if (endpoint === null) return false
  const { hostname } = new URL(endpoint)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** A table as GoogleSQL names it, whole and quoted: ids of a partner cloud such as `s3ns:name` need the quotes. */
export function quoteTable(
  { project, dataset }: Pick<BigQuerySettings, 'project' | 'dataset'>,
  table: string,
): string {
  return `\`${project}.${dataset}.${table}\``
}
