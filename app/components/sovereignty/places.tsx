import type { ReactNode } from 'react'
import { InlineText } from '#app/components/inline-text.tsx'
import { ValueBar } from '#app/components/value-bar.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SovereigntyView } from '#app/reports/sovereignty/sovereignty-view.ts'

type Content = NonNullable<SovereigntyView['places']['content']>
type Cell = Content['rows'][number]['cells'][number]

/** Regions as a chart that is its own table: electricity × grid = carbon, three columns of bars and their totals. */
export function Places({ language, view }: { readonly language: Language; readonly view: Content }) {
  const { topics, shell } = messagesFor(language)
  const number = ({ text, href, interval }: Cell, more: string | null) => (
    <td className="n">
      {href === null ? (
        text
      ) : (
        <a href={href} aria-label={`${text}, ${shell.figure.receipt}`}>
          {text}
        </a>
      )}
      {(interval ?? more) !== null && <small>{interval ?? more}</small>}
    </td>
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    // biome-ignore lint/a11y/useSemanticElements: no fields in it, and a section would be a second landmark of the same name
    <div className="table ranked" role="group" aria-label={view.title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{view.region}</th>
            {view.columns.map(({ name, unit }) => (
              <th key={name} scope="col" className="n" colSpan={2}>
                <InlineText text={`${name}, ${unit}`} />
              </th>
            ))}
            <th scope="col" className="n">
              <InlineText text={view.change} />
            </th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.id} className={row.isNobody ? 'nobody' : undefined}>
              <th scope="row">
                {row.name}
                {row.lacks !== null && <small>{row.lacks}</small>}
              </th>
              {row.cells.map((cell, index) => (
                <Bars key={view.columns[index]?.name} cell={cell}>
                  {number(cell, null)}
                </Bars>
              ))}
              <td className={`n ${row.change.tone}`}>{row.change.text}</td>
            </tr>
          ))}
          {view.total !== null && (
            <tr className="total">
              <th scope="row">{topics.table.total}</th>
              {view.total.cells.map((cell, index) => (
                <Bars key={view.columns[index]?.name} cell={null}>
                  {number(cell, index === 1 ? (view.total?.mean ?? null) : null)}
                </Bars>
              ))}
              <td className={`n ${view.total.change.tone}`}>{view.total.change.text}</td>
            </tr>
          )}
        </tbody>
      </table>
      {view.told.map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
    </div>
  )
}

function Bars({ cell, children }: { readonly cell: Cell | null; readonly children: ReactNode }) {
  return (
    <>
      <td className="bar" aria-hidden="true">
        {cell !== null && cell.text !== '–' && <ValueBar share={cell.bar} />}
      </td>
      {children}
    </>
  )
}
