import type { Scope } from '#app/access/scope.ts'
import { composeStatement } from '#app/figures/compose-statement.ts'
import { FigureRefused, type FigureRequest } from '#app/figures/figure.ts'
import { factsWith } from '#app/figures/metric-dimensions.ts'
import { folded, nearestCalled } from '#app/filters/nearest-name.ts'
import { NOT_APPLICABLE, UNASSIGNED } from '#app/warehouse/schema.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** A dimension with more values than this is listed by its own command. */
const NAMED = 8

/**
 * Refuses a filter on a value that no row of the data set holds, in any month: most often it is misspelled, and its
 * figures would be empty without a word. Throws FigureRefused and WarehouseError.
 */
export async function checkFilterValues(
  warehouse: Warehouse,
  scope: Scope,
  { filters }: Pick<FigureRequest, 'filters'>,
): Promise<void> {
  for (const [dimension, asked] of Object.entries(filters)) {
    const held = await valuesOf(warehouse, scope, dimension)
    // That nothing is unassigned is an answer, not a mistake.
    const absent = asked.find((value) => value !== UNASSIGNED && !held.includes(value))
    if (absent !== undefined) {
      const [first] = held.filter((value) => value !== UNASSIGNED && value !== NOT_APPLICABLE)
      throw new FigureRefused(
        'unknown_value',
        `The data set « ${warehouse.dataset.name} » holds no ${dimension} « ${absent} »: ${remedy(dimension, absent, held)}.`,
        {
          wrong: {
            parameter: `filter.${dimension}`,
            nearest: nearestCalled(
              absent,
              held.map((value) => [value, value] as const),
            ),
            ...(first === undefined ? {} : { held: first }),
          },
        },
      )
    }
  }
}

async function valuesOf(warehouse: Warehouse, scope: Scope, dimension: string): Promise<readonly string[]> {
  const { firstMonth, lastMonth } = warehouse.dataset
  const slice = { grain: 'month', from: firstMonth, to: lastMonth, filters: {}, aggregates: [] } as const
  const statement = composeStatement(`figures.values_of_${dimension}`, {
    ...slice,
    facts: factsWith(dimension),
    by: [dimension],
  })
  const rows = await warehouse.run(statement, scope)
  return [...new Set(rows.map((row) => String(row[dimension])))].sort()
}

function remedy(dimension: string, absent: string, held: readonly string[]): string {
  if (held.length === 0) return 'no row has one'
  if (held.length <= NAMED) return `it holds ${held.join(', ')}`
  const lists = `--by ${dimension} in place of the filter lists them`
  const near = held.filter((value) => looksLike(value, absent)).slice(0, NAMED)
  return near.length === 0
    ? `it holds ${held.length} others, and ${lists}`
    : `the nearest are ${near.join(', ')}, and ${lists}`
}

function looksLike(value: string, typed: string): boolean {
  const [held, asked] = [folded(value), folded(typed)]
  return asked !== '' && (held.includes(asked) || (held !== '' && asked.includes(held)))
}
