import type { ReactNode } from 'react'
import { InlineText } from '#app/components/inline-text.tsx'

type Props = {
  /** A sentence that the figures make true. */
  readonly title: string
  /** Measure, unit, scope, period, notation: one grey line. */
  readonly note?: string
  /** Anchor of the page, and the name by which the print layout knows the section. */
  readonly id: string
  /** Columns of twelve on a wide screen. */
  readonly span?: 4 | 5 | 6 | 7 | 8
  /** A key or links, at the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A section of a page, opened by a rule of ink and a sentence. */
export function Section({ title, note, id, span, aside, children }: Props) {
  return (
    <section
      className={span === undefined ? 'section' : `section span-${span}`}
      id={id}
      aria-labelledby={`${id}-title`}
    >
      <div className="section-head">
        <div>
          <h2 id={`${id}-title`}>
            <InlineText text={title} />
          </h2>
          {note !== undefined && (
            <p className="note">
              <InlineText text={note} />
            </p>
          )}
        </div>
        {aside}
      </div>
      <div className="section-body">{children}</div>
    </section>
  )
}
