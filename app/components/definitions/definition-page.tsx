import { DefinitionsFrame, type FrameProps } from '#app/components/definitions/definitions-frame.tsx'
import { Facts } from '#app/components/facts.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { Section } from '#app/components/section.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import type { DefinitionView } from '#app/reports/definitions/definition-view.server.ts'

/** One metric: what it means, how it is made, what it does not say, where it is read. */
export function DefinitionPage({ view, ...frame }: FrameProps & { readonly view: DefinitionView }) {
  const { language } = frame
  const say = messagesFor(language).definitions
  return (
    <DefinitionsFrame
      {...frame}
      view={view}
      back={{ href: `/${language}/definitions`, text: `←\u00a0${say.back}` }}
    >
      <PageLead language={language} message={view.name} standfirst={view.definition} tally={null} />
      <Section id="facts" title={say.facts}>
        <Facts facts={view.facts} />
      </Section>
      {view.limits.length > 0 && (
        <Section id="limits" title={say.limitsTitle}>
          <ul>
            {view.limits.map((limit) => (
              <li key={limit}>
                <InlineText text={limit} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section id="dimensions" title={say.dimensions.title} note={say.dimensions.note}>
        <p>{view.dimensions.join(' · ')}</p>
      </Section>
      <Section id="uses" title={say.uses.title}>
        {view.uses.length === 0 ? (
          <p>{say.uses.none}</p>
        ) : (
          <ul className="guides">
            {view.uses.map(({ text, href }) => (
              <li key={text}>{href === null ? text : <a href={href}>{text}</a>}</li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="ask" title={say.ask}>
        <p>
          <a href={view.receipt.href}>{view.receipt.text}</a>
        </p>
        <p>{say.command}</p>
        <pre>{view.command}</pre>
      </Section>
    </DefinitionsFrame>
  )
}
