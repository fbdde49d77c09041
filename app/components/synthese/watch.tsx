import { InlineText } from '#app/components/inline-text.tsx'
import { Section } from '#app/components/section.tsx'
import type { PageProps } from '#app/components/synthese/page-props.ts'
import { messagesFor } from '#app/i18n/messages.ts'

/** What to look at first: computed, each with its arithmetic and a link to where it shows. */
export function Watch({ language, view }: PageProps) {
  if (view.watch.length === 0) return null
  return (
    <Section id="watch" title={messagesFor(language).synthese.watch.title(view.watch.length)}>
      <ul className="watch">
        {view.watch.map(({ id, title, arithmetic, href }) => (
          <li key={id}>
            <a href={href}>
              <InlineText text={title} />
            </a>
            <span>
              <InlineText text={arithmetic} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
