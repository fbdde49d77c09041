import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SubsidiariesView } from '#app/reports/subsidiaries/subsidiaries-view.ts'

type Table = NonNullable<SubsidiariesView['table']['content']>
type Props = { readonly language: Language; readonly view: Table }

/** Every subsidiary by its measures: heads that sort by the address, numbers that lead to their receipts. */
export function SubsidiaryTable({ language, view }: Props) {
  const { sortBy } = messagesFor(language).topics.table
  const { receipt } = messagesFor(language).shell.figure
  const [name, ...others] = view.columns.map(({ label, unit, sorted, href }, index) => ({
    label,
    ...(unit === '' ? {} : { unit }),
    numeric: index > 0,
    sort: { href, say: sortBy(label), sorted },
  }))
  if (name === undefined) return null
  return (
    <DataTable
      caption={view.title}
      columns={[name, ...others]}
      rows={view.rows.map((row) => ({
        id: row.id,
        header: row.name,
        more: row.note,
        total: row.isTotal,
        ...(row.href === null ? {} : { href: row.href }),
        cells: [
          ...row.cells.map(({ text, said, interval, href }, index) => (
            <span key={view.columns[index + 1]?.id}>
              {href === null ? (
                text
              ) : (
                <a href={href} title={said} aria-label={`${text}, ${receipt}`}>
                  {text}
                </a>
              )}
              {interval !== null && <small>{interval}</small>}
            </span>
          )),
          <span key="coverage" className={row.coverage.isLow ? 'bad' : undefined}>
            {row.coverage.href === null ? (
              row.coverage.text
            ) : (
              <a href={row.coverage.href} aria-label={`${row.coverage.text}, ${receipt}`}>
                {row.coverage.text}
              </a>
            )}
            {row.coverage.note !== '' && (
              <small>
                <InlineText text={row.coverage.note} />
              </small>
            )}
          </span>,
        ],
      }))}
    />
  )
}
