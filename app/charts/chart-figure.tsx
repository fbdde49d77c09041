import type { ReactNode } from 'react'

export type ReadingNote = { readonly term: string; readonly text: ReactNode }
export type FigureLink = { readonly href: string; readonly label: string }

type Props = {
  /** A sentence that the figures make true. */
  readonly title: ReactNode
  /** Measure, unit, scope, period, notation: one grey line. */
  readonly note: ReactNode
  readonly children: ReactNode
  /** The same rows as the chart, and the words that open them; null when a table of the page holds them. */
  readonly table: { readonly open: string; readonly content: ReactNode } | null
  /** « Lecture », « Champ », « Source », where the figure needs them. */
  readonly reading?: readonly ReadingNote[]
  readonly links?: readonly FigureLink[]
  readonly heading?: 'h2' | 'h3'
}

/** A chart with all that it owes its reader: the sentence, the units, the table, how to read it, where it comes from. */
export function ChartFigure({
  title,
  note,
  children,
  table,
  reading = [],
  links = [],
  heading = 'h2',
}: Props) {
  const Heading = heading
  return (
    <figure className="figure">
      <figcaption>
        <Heading>{title}</Heading>
        <p className="note">{note}</p>
      </figcaption>
      <div className="picture">{children}</div>
      {reading.length > 0 && (
        <p className="reading">
          {reading.map(({ term, text }) => (
            <span key={term}>
              <b>{term}</b> {text}{' '}
            </span>
          ))}
        </p>
      )}
      {(table !== null || links.length > 0) && (
        <div className="figure-foot">
          {table !== null && (
            <details>
              <summary>{table.open}</summary>
              {table.content}
            </details>
          )}
          {links.map(({ href, label }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </div>
      )}
    </figure>
  )
}
