import { InlineText } from '#app/components/inline-text.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { RankedView } from '#app/reports/topics/ranked-view.ts'

type Props = {
  readonly language: Language
  readonly view: RankedView
  /** The metric of the bars, said by the caption. */
  readonly metric: string
}

const SORTS = { ascending: '▲', descending: '▼' } as const

/** A ranked chart that is its own table: names that lead somewhere, bars from zero, numbers to the right. */
export function RankedTable({ language, view, metric }: Props) {
  const { table: say } = messagesFor(language).topics
  const { figure } = messagesFor(language).shell
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="table ranked" id={view.id} aria-label={`${view.title}, ${metric}`} tabIndex={0}>
      <table>
        <caption>{view.title}</caption>
        <thead>
          <tr>
            {view.columns.map(({ id, label, unit, sorted, href }, index) => (
              <th
                key={id}
                scope="col"
                className={index === 0 ? undefined : 'n'}
                aria-sort={sorted === null ? undefined : sorted}
                colSpan={index === 1 ? 2 : undefined}
              >
                {href === null ? (
                  label
                ) : (
                  <a href={href} title={say.sortBy(label)}>
                    <InlineText text={unit === '' ? label : `${label}, ${unit}`} />
                    {sorted !== null && <span aria-hidden="true">{`\u00a0${SORTS[sorted]}`}</span>}
                  </a>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.id} className={row.unassigned ? 'nobody' : undefined}>
              <th scope="row">
                <a href={row.href}>
                  <InlineText text={row.name} />
                </a>
              </th>
              {row.cells.map((cell, index) => (
                <Cells key={view.columns[index + 1]?.id ?? index} bar={index === 0 ? row.bar : null}>
                  {index === 0 && row.receiptHref !== null ? (
                    <a href={row.receiptHref} aria-label={`${cell.text}, ${figure.receipt}`}>
                      {cell.text}
                    </a>
                  ) : (
                    cell.text
                  )}
                  {cell.interval !== null && (
                    <small className={cell.isReason ? 'why' : undefined}>{cell.interval}</small>
                  )}
                </Cells>
              ))}
              {row.share !== null && (
                <td className="n">
                  {row.share.text}
                  {row.share.interval !== null && <small>{row.share.interval}</small>}
                </td>
              )}
              <td className={`n ${row.change.tone}`}>{row.change.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {(view.previousHref !== null || view.nextHref !== null) && (
        <p className="pages">
          {view.range}
          {view.previousHref !== null && <a href={view.previousHref}>{say.back}</a>}
          {view.nextHref !== null && <a href={view.nextHref}>{say.next}</a>}
        </p>
      )}
      {view.note !== null && (
        <p className="note">
          <InlineText text={view.note} />
        </p>
      )}
      <p className="note query">
        <a href={view.queryHref} aria-label={`${figure.query}, ${view.title}`}>
          {figure.query}
        </a>
      </p>
    </section>
  )
}

function Cells({ bar, children }: { readonly bar: number | null; readonly children: React.ReactNode }) {
  return (
    <>
      {bar !== null && (
        <td className="bar" aria-hidden="true">
          <svg width="100%" height="10" aria-hidden="true">
            <rect className="current" width={`${bar}%`} height="10" />
          </svg>
        </td>
      )}
      <td className="n">{children}</td>
    </>
  )
}
