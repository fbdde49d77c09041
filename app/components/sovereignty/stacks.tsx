import { StackedBar } from '#app/charts/stacked-bar.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { PartsKey } from '#app/components/sovereignty/parts-key.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SovereigntyView } from '#app/reports/sovereignty/sovereignty-view.ts'

type Content = NonNullable<SovereigntyView['measures' | 'openness']['content']>

type Props = {
  readonly language: Language
  readonly view: Content
  /** What the table is called. */
  readonly caption: string
  /** What the parts that come first are called in the table's last column. */
  readonly first: string
}

/** Several wholes as bars on one scale, and the same in a table whose numbers lead to their receipts. */
export function Stacks({ language, view, caption, first }: Props) {
  const { sovereignty, shell } = messagesFor(language)
  const say = sovereignty.measures
  return (
    <>
      <PartsKey parts={view.key} />
      <ul className="stacks">
        {view.bars.map(({ id, name, amount, first: told, chart }) => (
          <li key={id}>
            <p>
              <b>{name}</b> {amount} <span>{told}</span>
            </p>
            <StackedBar
              layout={chart}
              title={[name, amount, told].filter((text) => text !== '').join(', ')}
            />
          </li>
        ))}
      </ul>
      {view.told.map((text) => (
        <p key={text} className="told">
          {text}
        </p>
      ))}
      <DataTable
        caption={caption}
        columns={[
          { label: say.measure },
          ...view.columns.map((label) => ({ label, numeric: true })),
          { label: first, numeric: true },
          { label: say.total, numeric: true },
        ]}
        rows={view.rows.map((row) => ({
          id: row.id,
          header: row.name,
          href: row.href,
          cells: [
            ...row.shares.map(({ text, amount, href }, index) => (
              <span key={view.columns[index]}>
                {text}
                {amount !== null && href !== null && (
                  <small>
                    <a href={href} aria-label={`${amount}, ${shell.figure.receipt}`}>
                      {amount}
                    </a>
                  </small>
                )}
              </span>
            )),
            row.first,
            row.total,
          ],
        }))}
      />
    </>
  )
}
