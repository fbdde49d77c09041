import { CoverageBar } from '#app/charts/coverage-bar.tsx'
import { QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { FilterBar } from '#app/components/filter-bar.tsx'
import { GuideLinks } from '#app/components/guide-links.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { QuarterShell } from '#app/components/quarter-shell.tsx'
import { Section } from '#app/components/section.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { DataPageView } from '#app/reports/data/data-view.ts'

type Props = {
  readonly language: Language
  readonly view: DataPageView
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly guides: readonly { readonly id: string; readonly title: string }[]
  readonly theme: 'light' | 'dark' | null
}

/** What each source supplied, month by month. */
export function DataPage({ language, view, guides, address, otherLanguageHref, reference, theme }: Props) {
  const { data: say, definitions } = messagesFor(language)
  const dictionary = definitions.dictionary.title
  return (
    <QuarterShell
      language={language}
      current="data"
      view={view}
      address={address}
      otherLanguageHref={otherLanguageHref}
      theme={theme}
    >
      <FilterBar language={language} view={view.filterBar} />
      <PageLead
        language={language}
        message={view.message}
        standfirst={[view.note, view.standfirst].filter((text) => text !== '').join(' ')}
        tally={null}
      />
      <Section
        id="sources"
        title={say.table.title}
        note={say.table.note}
        aside={<QueryAside language={language} href={view.queryHref} />}
      >
        <PagePanel
          language={language}
          panel={view.panel}
          need={{ kind: 'import', file: say.need, command: 'npm run import -- FILE --format focus' }}
          address={address}
          reference={reference}
        >
          {(sources) => (
            <DataTable
              caption={say.table.title}
              columns={[
                { label: say.table.source },
                { label: say.table.received },
                { label: say.table.share, numeric: true },
                { label: say.table.last },
                { label: say.table.missing },
              ]}
              rows={sources.map(({ source, share, shareText, last, missing, complete }) => ({
                id: source,
                header: source,
                cells: [
                  <CoverageBar key="bar" share={share} complete={complete} />,
                  shareText,
                  last,
                  complete ? (
                    missing
                  ) : (
                    <b key="missing" className="bad">
                      {missing}
                    </b>
                  ),
                ],
              }))}
            />
          )}
        </PagePanel>
      </Section>
      <Section id="definitions" title={say.definitions.title} note={say.definitions.note}>
        <ul className="guides">
          <li>
            <a href={`/${language}/definitions`}>{say.definitions.metrics}</a>
          </li>
          <li>
            <a href={`/${language}/dictionary`}>{dictionary}</a>
          </li>
        </ul>
      </Section>
      <Section id="guides" title={say.guides.title} note={say.guides.note}>
        <GuideLinks language={language} guides={guides} current={null} />
      </Section>
    </QuarterShell>
  )
}
