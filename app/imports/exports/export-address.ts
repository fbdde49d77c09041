/** A table of somebody's warehouse, by the three names that it has there. */
export type ExportAddress = { readonly project: string; readonly dataset: string; readonly table: string }

const WRITTEN = /^bigquery:((?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9])\.(\w{1,1024})\.([\w-]{1,1024})$/

/** Reads « bigquery:PROJECT.DATASET.TABLE »; null when it is written otherwise. */
export function readAddress(text: string): ExportAddress | null {
  const [, project, dataset, table] = WRITTEN.exec(text) ?? []
  if (project === undefined || dataset === undefined || table === undefined) return null
  return { project, dataset, table }
}

/** The same as BigQuery's own messages and statements write it. */
export function addressText({ project, dataset, table }: ExportAddress): string {
  return `${project}.${dataset}.${table}`
}
