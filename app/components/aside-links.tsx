import { type Language, messagesFor } from '#app/i18n/messages.ts'

type Link = { readonly href: string; readonly text: string }

/** Links at the right of a section's title. */
export function AsideLinks({ links }: { readonly links: readonly Link[] }) {
  return (
    <ul className="guides query">
      {links.map(({ href, text }) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

/** The statement of what a section shows, after the links that are its own; no link to it where none answers it. */
export function QueryAside({
  language,
  href,
  links = [],
}: {
  readonly language: Language
  readonly href: string | null
  readonly links?: readonly Link[]
}) {
  const { query } = messagesFor(language).shell.figure
  return <AsideLinks links={[...links, ...(href === null ? [] : [{ href, text: query }])]} />
}
