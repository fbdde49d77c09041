import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionsFrame, type FrameProps } from '#app/components/definitions/definitions-frame.tsx'
import { Facts } from '#app/components/facts.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { Section } from '#app/components/section.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import type { DefinitionsView } from '#app/reports/definitions/definitions-view.ts'

/** Every metric by theme, the way to the dictionary, the glossary. */
export function DefinitionsPage({ view, ...frame }: FrameProps & { readonly view: DefinitionsView }) {
  const { language } = frame
  const say = messagesFor(language).definitions
  return (
    <DefinitionsFrame {...frame} view={view}>
      <PageLead language={language} message={view.message} standfirst={view.standfirst} tally={null} />
      <div className="metrics">
        {view.themes.map(({ id, title, metrics }) => (
          <Section key={id} id={id} title={title}>
            <DataTable
              caption={title}
              columns={[{ label: say.name }, { label: say.meaning }, { label: say.unit }]}
              rows={metrics.map(({ id: metric, href, name, definition, unit }) => ({
                id: metric,
                header: name,
                href,
                cells: [definition, unit],
              }))}
            />
          </Section>
        ))}
      </div>
      <Section id="glossary" title={say.glossaryTitle} note={say.glossaryNote}>
        <Facts facts={view.glossary} />
      </Section>
      <Section id="dictionary" title={say.dictionary.title}>
        <p>
          <a href={`/${language}/dictionary`}>{say.dictionary.link}</a>
        </p>
      </Section>
    </DefinitionsFrame>
  )
}
