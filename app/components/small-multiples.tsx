import type { BesideCourseLayout } from '#app/charts/beside-course.layout.ts'
import { BesideCourse } from '#app/charts/beside-course.tsx'
import { InlineText } from '#app/components/inline-text.tsx'

/** One of several pictures that are read beside one another, all laid out on one scale. */
type Multiple = {
  readonly id: string
  readonly name: string
  /** Where the name leads; null for nowhere. */
  readonly href: string | null
  /** The last value. */
  readonly value: string
  /** Under the picture; empty for nothing. */
  readonly note: string
  readonly isUnknown: boolean
  readonly layout: BesideCourseLayout
}

type Props = {
  readonly items: readonly Multiple[]
  /** Whether names may take several lines: the pictures of a row then stand on one foot. */
  readonly isWordy?: boolean
}

/** One small picture an item, the texts around it so that none can meet. */
export function SmallMultiples({ items, isWordy = false }: Props) {
  return (
    <ul className={isWordy ? 'multiples wordy' : 'multiples'}>
      {items.map(({ id, name, href, value, note, isUnknown, layout }) => (
        <li key={id}>
          <p>
            {href === null ? <InlineText text={name} /> : <a href={href}>{name}</a>}{' '}
            <b>
              <InlineText text={value} />
            </b>
          </p>
          <BesideCourse layout={layout} title={null} isUnknown={isUnknown} />
          {note !== '' && <small>{note}</small>}
        </li>
      ))}
    </ul>
  )
}
