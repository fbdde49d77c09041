import { Section } from '#app/components/section.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SovereigntyView } from '#app/reports/sovereignty/sovereignty-view.ts'

type Props = { readonly language: Language; readonly rungs: SovereigntyView['rungs'] }

/** What each rung of the ladder means and, beside it, what it does not guarantee. */
export function Rungs({ language, rungs }: Props) {
  const say = messagesFor(language).sovereignty
  return (
    <Section
      id="rungs"
      title={say.rungsTitle}
      note={say.rungsNote}
      aside={
        <ul className="guides">
          <li>
            <a href={`/${language}/definitions#glossary`}>{say.rungsLink}</a>
          </li>
        </ul>
      }
    >
      <dl className="facts">
        {rungs.map(({ term, means, not }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{means}</dd>
            {not !== '' && <dd>{not}</dd>}
          </div>
        ))}
      </dl>
    </Section>
  )
}
