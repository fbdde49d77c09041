import { createHash } from 'node:crypto'
import { type ActivityCombination, resolveCoefficients } from '#app/footprint/resolve-coefficients.ts'
import type { CombinationMet, ResolvedCoefficients, ServeBuild } from '#app/warehouse/build-serve.server.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'
import { openScratch, sqlText } from '#app/warehouse/scratch.server.ts'
import {
  COMBINATION,
  combinationStatement,
  factDayStatements,
  factMonthStatements,
} from '#app/warehouse/serve-statements.ts'
import { columnsOf, coreTables, createTable, serveTables } from '#app/warehouse/tables.ts'
import type { RowSchema } from '#app/warehouse/warehouse.ts'

/**
 * The resolver that a serve file is built with, and afterwards the digest of everything the file was made by: schema,
 * statements, and the coefficients that the factors gave. Another digest means that the file says something else now.
 */
export function resolveAndDigest(): {
  readonly resolve: ServeBuild['resolveCoefficients']
  digest(): string
} {
  let resolved: ResolvedCoefficients | null = null
  return {
    resolve(combinations, models) {
      resolved = resolveCoefficients(combinations.map(asActivity), models)
      return resolved
    },
    digest() {
      if (resolved === null) throw new Error('The digest of a serve file is known once it is built.')
      return digestOf(resolved)
    },
  }
}

/**
 * Whether a serve file is what this Vigie would build from the same core: false after an upgrade that changed the
 * schema, a statement or a factor, and when the file is gone or damaged.
 */
export async function isServeCurrent(file: string, digest: string): Promise<boolean> {
  const scratch = await openScratch({ threads: 1 })
  try {
    await scratch.run(`ATTACH ${sqlText(file)} AS served (READ_ONLY)`)
    const combination = Object.fromEntries(['fact', ...COMBINATION].map((name) => [name, 'STRING' as const]))
    const met = await scratch.rows(
      `SELECT ${Object.keys(combination).join(', ')} FROM served.coefficient`,
      combination,
    )
    const columns = Object.fromEntries(columnsOf('model').map(({ name, type }) => [name, type])) as RowSchema
    const models = await scratch.rows('SELECT * FROM served.model', columns)
    const resolved = resolveCoefficients(
      (met as unknown as readonly CombinationMet[]).map(asActivity),
      models as unknown as readonly PlainRow<'model'>[],
    )
    return digestOf(resolved) === digest
  } catch {
    return false // whatever keeps the file from being read, it is built again from core
  } finally {
    scratch.close()
  }
}

const ROUTES: readonly string[] = [
  'tokens',
  'served_by_gpu',
  'requests_only',
  'metered',
  'gpu_hours_used',
  'gpu_hours',
] satisfies readonly ActivityCombination['route'][]

function isRoute(route: string): route is ActivityCombination['route'] {
  return ROUTES.includes(route)
}

function asActivity(combination: CombinationMet): ActivityCombination {
  if (!isRoute(combination.route)) throw new Error(`The footprint knows no route named ${combination.route}.`)
  return { ...combination, route: combination.route }
}

/** Every statement that makes the tables that pages read, those of the tables included. */
export function buildStatements(): readonly (readonly string[])[] {
  const tables = [...coreTables(), ...serveTables()].map((table) => createTable(table, table))
  const statements = [...factMonthStatements(), ...factDayStatements()].map(
    ({ sql, order }) => `${sql}${order}`,
  )
  return [tables, statements, [combinationStatement('requests'), combinationStatement('gpu')]]
}

function digestOf(resolved: ResolvedCoefficients): string {
  const rows = [resolved.coefficients, resolved.combinations, resolved.keys].map((table) =>
    table.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort(),
  )
  return createHash('sha256')
    .update(JSON.stringify([...buildStatements(), rows]))
    .digest('hex')
}
