import type { ReactNode } from 'react'
import { InlineText } from '#app/components/inline-text.tsx'

export type TableColumn = {
  readonly label: string
  /** Said once, in the head: « M€ ». */
  readonly unit?: string
  readonly numeric?: boolean
  /** Where a click on the head leads, what it does, and how the table is sorted by it now. */
  readonly sort?: {
    readonly href: string
    readonly say: string
    readonly sorted: 'ascending' | 'descending' | null
  }
}
export type TableRow = {
  readonly id: string
  /** The row's header, already formatted; a link when the row has a page. */
  readonly header: string
  readonly href?: string
  /** Under the header, smaller: « entrée le 1er oct. 2025 ». */
  readonly more?: string
  /** One per column after the first; texts are already formatted. */
  readonly cells: readonly ReactNode[]
  readonly total?: boolean
}
type Props = {
  readonly caption: string
  /** Hidden when a title above already says it. */
  readonly showCaption?: boolean
  /** The first names the row headers. */
  readonly columns: readonly [TableColumn, ...TableColumn[]]
  readonly rows: readonly TableRow[]
}

/** A real table: caption, scopes, units in the head, figures to the right; it scrolls in its own box on a phone. */
export function DataTable({ caption, showCaption = false, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    // biome-ignore lint/a11y/useSemanticElements: no fields in it, and a section would be a second landmark of the same name
    <div className="table" role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption className={showCaption ? undefined : 'hidden'}>
          <InlineText text={caption} />
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.label}
                scope="col"
                className={column.numeric ? 'n' : undefined}
                aria-sort={column.sort?.sorted ?? undefined}
              >
                <Head {...column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={row.total ? 'total' : undefined}>
              <th scope="row">
                {row.href === undefined ? (
                  <InlineText text={row.header} />
                ) : (
                  <a href={row.href}>{row.header}</a>
                )}
                {row.more !== undefined && row.more !== '' && (
                  <small>
                    <InlineText text={row.more} />
                  </small>
                )}
              </th>
              {row.cells.map((cell, index) => {
                const column = columns[index + 1]
                return (
                  <td key={column?.label ?? index} className={column?.numeric ? 'n' : undefined}>
                    {typeof cell === 'string' ? <InlineText text={cell} /> : cell}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const SORTS = { ascending: '▲', descending: '▼' } as const

function Head({ label, unit, sort }: TableColumn) {
  const text = <InlineText text={unit === undefined ? label : `${label}, ${unit}`} />
  if (sort === undefined) return text
  return (
    <a href={sort.href} title={sort.say}>
      {text}
      {sort.sorted !== null && <span aria-hidden="true">{`\u00a0${SORTS[sort.sorted]}`}</span>}
    </a>
  )
}
