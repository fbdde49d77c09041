import { DataTable } from '#app/components/data-table.tsx'
import { ValueBar } from '#app/components/value-bar.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SovereigntyView } from '#app/reports/sovereignty/sovereignty-view.ts'

type Content = NonNullable<SovereigntyView['providers']['content']>

/** Providers by what they receive: a chart that is its own table. */
export function Providers({ language, view }: { readonly language: Language; readonly view: Content }) {
  const { sovereignty, shell, topics } = messagesFor(language)
  const say = sovereignty.providers
  const { provider, cost, shares, change } = view.columns
  const sorted = ({ label, href, sorted: now }: typeof provider) => ({
    label,
    sort: { href, say: topics.table.sortBy(label), sorted: now },
  })
  return (
    <>
      <DataTable
        caption={say.table}
        columns={[
          sorted(provider),
          { label: say.bar },
          { ...sorted(cost), numeric: true },
          ...shares.map((period) => ({ label: `${topics.table.share}, ${period}`, numeric: true })),
          { ...sorted(change), numeric: true },
        ]}
        rows={[
          ...view.rows.map((row) => ({
            id: row.id,
            header: row.name,
            href: row.href,
            cells: [
              <ValueBar key="bar" share={row.bar} />,
              row.cost.href === null ? (
                row.cost.text
              ) : (
                <a key="cost" href={row.cost.href} aria-label={`${row.cost.text}, ${shell.figure.receipt}`}>
                  {row.cost.text}
                </a>
              ),
              ...row.shares,
              row.change,
            ],
          })),
          {
            id: 'total',
            header: topics.table.total,
            cells: [
              '',
              <a key="cost" href={view.total.href} aria-label={`${view.total.text}, ${shell.figure.receipt}`}>
                {view.total.text}
              </a>,
              ...view.total.shares,
              '',
            ],
            total: true,
          },
        ]}
      />
      {(view.previousHref !== null || view.nextHref !== null) && (
        <p className="pages">
          {view.range}
          {view.previousHref !== null && <a href={view.previousHref}>{topics.table.back}</a>}
          {view.nextHref !== null && <a href={view.nextHref}>{topics.table.next}</a>}
        </p>
      )}
    </>
  )
}
