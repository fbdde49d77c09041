import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import {
  getDataset,
  getTable,
  insertDataset,
  insertTable,
  patchTable,
  type Resource,
} from '#app/warehouse/bigquery/table.server.ts'
import { clusteringOf, coreFields, type TableField } from '#app/warehouse/bigquery/table-fields.ts'
import { VERSION_FIELDS, VERSIONS } from '#app/warehouse/bigquery/version-pointer.server.ts'
import { coreName, isByDay } from '#app/warehouse/bigquery/version-tables.ts'
import { tableDescription } from '#app/warehouse/descriptions.ts'
import { coreTables } from '#app/warehouse/tables.ts'
import { WarehouseError } from '#app/warehouse/warehouse.ts'

/** One change that the data set needs: said before it is made. */
export type SetupStep = { readonly says: string; readonly apply: () => Promise<unknown> }

/** The label that says which migrations a data set has had. */
const SCHEMA_LABEL = 'schema'

/** A change of tables that are there already. Numbered from 1, never changed once released, never undone. */
type Migration = {
  readonly number: number
  readonly says: string
  readonly apply: (client: BigQueryClient) => Promise<unknown>
}

/** None yet: the tables of this version are the first ones. A further change of existing tables is added at the end. */
const MIGRATIONS: readonly Migration[] = []

/** The newest state that this Vigie knows. */
export const LAST_MIGRATION = MIGRATIONS.at(-1)?.number ?? 0

/**
 * What the data set lacks, in the order in which it is made. Tables that pages read are not among it: each version
 * makes its own.
 * @throws {WarehouseError} for a data set in another location, or of a newer Vigie
 */
export async function planSetup(client: BigQueryClient): Promise<readonly SetupStep[]> {
  const { project, dataset, location } = client.settings
  const found = await getDataset(client)
  checkLocation(client, found)
  const steps: SetupStep[] = []
  if (found === null)
    steps.push({
      says: `create the data set ${project}.${dataset} in ${location}`,
      apply: () =>
        insertDataset(client, {
          description: 'What Vigie shows: core, as imports bring it, and the versions that pages read.',
          labels: { vigie: 'data' },
        }),
    })
  const versions = found === null ? null : await getTable(client, VERSIONS)
  if (versions === null)
    steps.push({
      says: `create the table ${VERSIONS}: one row for each version, and the label that says which is served`,
      apply: () =>
        insertTable(client, VERSIONS, {
          description: 'Versions of the data; the label « served » says which one pages read.',
          labels: { vigie: 'versions', [SCHEMA_LABEL]: String(LAST_MIGRATION) },
          schema: { fields: VERSION_FIELDS },
        }),
    })
  for (const table of coreTables()) steps.push(...(await coreSteps(client, found, table)))
  if (versions !== null) steps.push(...migrationSteps(client, versions))
  return steps
}

/** Makes what the data set lacks. @throws what planSetup throws */
export async function applySetup(
  client: BigQueryClient,
  onStep: (says: string) => void = () => undefined,
): Promise<void> {
  for (const { says, apply } of await planSetup(client)) {
    onStep(says)
    await apply()
  }
}

function checkLocation({ settings }: BigQueryClient, found: Resource | null): void {
  const { dataset, location } = settings
  if (found === null || typeof found.location !== 'string') return
  if (found.location.toLowerCase() !== location.toLowerCase())
    throw new WarehouseError(
      'unavailable',
      'setup',
      `The data set ${dataset} is in ${found.location}, and VIGIE_BIGQUERY_LOCATION says ${location}: write VIGIE_BIGQUERY_LOCATION=${found.location}.`,
    )
}

/** Partitions older than the data set's limit vanish as soon as they are written, as in the free sandbox: none are made there. */
function keepsPartitions(dataset: Resource | null): boolean {
  return (
    dataset?.defaultPartitionExpirationMs === undefined && dataset?.defaultTableExpirationMs === undefined
  )
}

async function coreSteps(
  client: BigQueryClient,
  dataset: Resource | null,
  table: string,
): Promise<SetupStep[]> {
  const name = coreName(table)
  const fields = coreFields(table)
  const found = dataset === null ? null : await getTable(client, name)
  if (found !== null) return changedColumns(client, name, found, fields)
  const byMonth = isByDay(table) && keepsPartitions(dataset)
  const clustering = clusteringOf(table)
  const layout = [
    ...(byMonth ? [dataset === null ? 'by month unless tables expire here' : 'by month'] : []),
    ...(clustering.length > 0 ? [`clustered by ${clustering.join(', ')}`] : []),
  ]
  return [
    {
      says: `create the table ${name}${layout.length === 0 ? '' : `, ${layout.join(', ')}`}`,
      apply: async () =>
        insertTable(client, name, {
          description: tableDescription(table),
          labels: { vigie: 'core' },
          schema: { fields },
          // A data set that was just made says only now whether the service limits it.
          ...(byMonth && keepsPartitions(dataset ?? (await getDataset(client)))
            ? { timePartitioning: { type: 'MONTH', field: 'day' }, requirePartitionFilter: true }
            : {}),
          ...(clustering.length > 0 ? { clustering: { fields: clustering } } : {}),
        }),
    },
  ]
}

/** A column that an upgrade brings is added empty; one that was required may be empty, so that queries append to it. */
function changedColumns(
  client: BigQueryClient,
  name: string,
  found: Resource,
  wanted: readonly TableField[],
): SetupStep[] {
  const there = ((found.schema as { fields?: readonly TableField[] } | undefined)?.fields ??
    []) as readonly TableField[]
  const names = new Set(there.map((field) => field.name))
  const missing = wanted.filter((field) => !names.has(field.name))
  const required = there.filter(({ mode }) => mode === 'REQUIRED')
  if (missing.length === 0 && required.length === 0) return []
  const relaxed = there.map((field) => (required.includes(field) ? { ...field, mode: 'NULLABLE' } : field))
  const says = [
    ...(missing.length === 0 ? [] : [`add the columns ${missing.map((field) => field.name).join(', ')}`]),
    ...(required.length === 0 ? [] : ['let columns be empty, so that queries append rows']),
  ]
  return [
    {
      says: `change ${name}: ${says.join('; ')}`,
      apply: async () => {
        if (await patchTable(client, name, { schema: { fields: [...relaxed, ...missing] } }, found.etag))
          return
        throw new WarehouseError(
          'unavailable',
          'setup',
          `The table ${name} changed meanwhile: run the same command again.`,
        )
      },
    },
  ]
}

function migrationSteps(client: BigQueryClient, versions: Resource): SetupStep[] {
  const applied = Number(versions.labels[SCHEMA_LABEL] ?? 0)
  if (applied > LAST_MIGRATION)
    throw new WarehouseError(
      'unavailable',
      'setup',
      `The data set has had migration ${applied}, and this Vigie knows ${LAST_MIGRATION}: update Vigie.`,
    )
  return MIGRATIONS.filter(({ number }) => number > applied).map(({ number, says, apply }) => ({
    says: `migration ${number}: ${says}`,
    apply: async () => {
      await apply(client)
      await patchTable(client, VERSIONS, { labels: { [SCHEMA_LABEL]: String(number) } })
    },
  }))
}
