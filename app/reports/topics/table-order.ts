import { type PageState, pageHref, type TableState } from '#app/filters/page-address.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

export const ROWS_A_PAGE = 10

/** Where a table stands: its name in addresses, its place on the page, what it opens sorted by, the page's state. */
type TablePlace = {
  readonly id: string
  readonly anchor: string
  readonly main: string | undefined
  readonly path: string
  readonly state: PageState
}

/** How the address says that a table stands; as it opens where it says nothing. */
export function tableState({ id, state }: Pick<TablePlace, 'id' | 'state'>): TableState {
  return state.tables[id] ?? { column: '', descending: true, page: 1 }
}

/** What a click on the head of a column does: the largest first, names from A; a second click turns it over. */
export function sortOf(column: string, place: TablePlace) {
  const table = tableState(place)
  const isSorted = table.column === column || (table.column === '' && column === place.main)
  const isDescending = table.column === '' || table.descending
  return {
    sorted: isSorted ? (isDescending ? 'descending' : 'ascending') : null,
    href: hrefOf({ column, descending: isSorted ? !isDescending : column !== 'name', page: 1 }, place),
  } as const
}

/** The rows of the page of the table that the address asks for, and where its other pages are. */
export function pagedRows<Row>(rows: readonly Row[], place: TablePlace) {
  const table = tableState(place)
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE))
  const at = Math.min(table.page, pages)
  return {
    at,
    shown: rows.slice((at - 1) * ROWS_A_PAGE, at * ROWS_A_PAGE),
    previousHref: at > 1 ? hrefOf({ ...table, page: at - 1 }, place) : null,
    nextHref: at < pages ? hrefOf({ ...table, page: at + 1 }, place) : null,
  }
}

function hrefOf(next: TableState, { id, anchor, path, state }: TablePlace): string {
  return `${pageHref(path, { ...state, tables: { ...state.tables, [id]: next } })}#${anchor}`
}

/** Rows by what is read of each; those of which nothing is known after the others, what no rule assigns last of all: it is nobody. */
export function sortByKey<Row extends { readonly id: string }>(
  rows: readonly Row[],
  keyOf: (row: Row) => number | string | null,
  isDescending: boolean,
): readonly Row[] {
  return rows
    .map((row) => ({ row, key: keyOf(row), isLast: row.id === UNASSIGNED }))
    .sort((a, b) => {
      if (a.isLast !== b.isLast) return a.isLast ? 1 : -1
      if (a.key === null || b.key === null) return a.key === b.key ? 0 : a.key === null ? 1 : -1
      const order =
        typeof a.key === 'number' && typeof b.key === 'number'
          ? a.key - b.key
          : String(a.key).localeCompare(String(b.key))
      return (isDescending ? -order : order) || (a.row.id < b.row.id ? -1 : 1)
    })
    .map(({ row }) => row)
}
