import { DataTable } from '#app/components/data-table.tsx'
import { DefinitionsFrame, type FrameProps } from '#app/components/definitions/definitions-frame.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { Section } from '#app/components/section.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import type { DictionaryView } from '#app/reports/definitions/dictionary-view.ts'

/** Every table of the warehouse, its columns folded until somebody asks. */
export function DictionaryPage({ view, ...frame }: FrameProps & { readonly view: DictionaryView }) {
  const { language } = frame
  const { dictionary: say, back } = messagesFor(language).definitions
  return (
    <DefinitionsFrame
      {...frame}
      view={view}
      back={{ href: `/${language}/definitions`, text: `←\u00a0${back}` }}
    >
      <PageLead language={language} message={view.message} standfirst={view.standfirst} tally={null} />
      {view.layers.map(({ id, title, tables }) => (
        <Section key={id} id={id} title={title}>
          {tables.map(({ name, description, columns }) => (
            <details key={name} id={name}>
              <summary>
                <code>{name}</code> <span lang="en">{description}</span>
              </summary>
              <DataTable
                caption={name}
                columns={[
                  { label: say.column },
                  { label: say.type },
                  { label: say.presence },
                  { label: say.description },
                ]}
                rows={columns.map((column) => ({
                  id: column.name,
                  header: column.name,
                  cells: [
                    column.type,
                    column.nullable,
                    <span key="description" lang="en">
                      {column.description}
                    </span>,
                  ],
                }))}
              />
            </details>
          ))}
        </Section>
      ))}
    </DefinitionsFrame>
  )
}
