import type { Language } from '#app/i18n/messages.ts'

type Props = {
  readonly language: Language
  readonly guides: readonly { readonly id: string; readonly title: string }[]
  /** The guide that is open; null elsewhere. */
  readonly current: string | null
}

/** The way to each guide; they are written in English. */
export function GuideLinks({ language, guides, current }: Props) {
  return (
    <ul className="guides">
      {guides.map(({ id, title }) => (
        <li key={id}>
          <a
            href={`/${language}/guide/${id}`}
            lang="en"
            hrefLang="en"
            aria-current={id === current ? 'page' : undefined}
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  )
}
