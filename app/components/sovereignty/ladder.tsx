import { StackedColumns } from '#app/charts/stacked-columns.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { PartsKey } from '#app/components/sovereignty/parts-key.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SovereigntyView } from '#app/reports/sovereignty/sovereignty-view.ts'

type Content = NonNullable<SovereigntyView['ladder']['content']>

/** Twelve quarters of the hosting ladder, and the same in a table whose lines lead to their receipts. */
export function Ladder({ language, view }: { readonly language: Language; readonly view: Content }) {
  const { sovereignty, commitments, shell } = messagesFor(language)
  return (
    <>
      <PartsKey parts={view.key} />
      <StackedColumns layout={view.chart} title={view.title} />
      <DataTable
        caption={sovereignty.ladder.table}
        columns={[
          { label: commitments.table.quarter },
          ...view.columns.map((label) => ({ label, numeric: true })),
        ]}
        rows={view.rows.map(({ id, quarter, href, shares, first, expected }) => ({
          id,
          header: quarter,
          href,
          cells: [
            ...shares,
            <a key="first" href={first.href} aria-label={`${first.text}, ${shell.figure.receipt}`}>
              {first.text}
            </a>,
            ...(expected === null ? [] : [expected]),
          ],
        }))}
      />
    </>
  )
}
