import { QueryAside } from '#app/components/aside-links.tsx'
import { FilterBar } from '#app/components/filter-bar.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import type { PanelNeed } from '#app/components/panel.tsx'
import { QuarterShell } from '#app/components/quarter-shell.tsx'
import { Section } from '#app/components/section.tsx'
import { SmallMultiples } from '#app/components/small-multiples.tsx'
import { SubsidiaryTable } from '#app/components/subsidiaries/subsidiary-table.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SubsidiariesView } from '#app/reports/subsidiaries/subsidiaries-view.ts'

type Props = {
  readonly language: Language
  readonly view: SubsidiariesView
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly theme: 'light' | 'dark' | null
}

type Courses = NonNullable<SubsidiariesView['courses']['content']>

/** All subsidiaries: who adopts, quarter after quarter, then every measure of the quarter in one table. */
export function SubsidiariesPage({ theme, otherLanguageHref, ...page }: Props) {
  const { language, view, address, reference } = page
  const say = messagesFor(language).subsidiaries
  const need: PanelNeed = view.isSelection
    ? { kind: 'selection', clearHref: view.filterBar.clearHref }
    : {
        kind: 'import',
        file: messagesFor(language).topics.need.cost,
        command: 'npm run import -- FILE --format focus',
      }
  return (
    <QuarterShell
      language={language}
      current="subsidiaries"
      view={view}
      address={address}
      otherLanguageHref={otherLanguageHref}
      theme={theme}
      page="topic"
    >
      <FilterBar language={language} view={view.filterBar} />
      <PageLead language={language} {...view.lead} tally={null} />
      <Section
        id="courses"
        title={view.courses.content?.title ?? say.courses.title}
        {...(view.courses.content === null
          ? {}
          : {
              note: view.courses.content.note,
              aside: <QueryAside language={language} href={view.courses.content.queryHref} />,
            })}
      >
        <PagePanel
          language={language}
          panel={view.courses}
          need={need}
          address={address}
          reference={reference}
        >
          {(courses) => <Multiples language={language} courses={courses} />}
        </PagePanel>
      </Section>
      <Section
        id="table"
        title={view.table.content?.title ?? say.title}
        {...(view.table.content === null
          ? {}
          : {
              note: view.table.content.note,
              aside: <QueryAside language={language} href={view.table.content.queryHref} />,
            })}
      >
        <PagePanel language={language} panel={view.table} need={need} address={address} reference={reference}>
          {(table) => <SubsidiaryTable language={language} view={table} />}
        </PagePanel>
      </Section>
    </QuarterShell>
  )
}

/** One small picture a subsidiary, all on one scale, the texts around it so that none can meet. */
function Multiples({ language, courses }: { readonly language: Language; readonly courses: Courses }) {
  return (
    <>
      {courses.lines.map((line) => (
        <div className="trade" key={line.id}>
          <div>
            <h3>{line.name}</h3>
            <p className="note">
              {line.receiptHref === null ? line.share : <a href={line.receiptHref}>{line.share}</a>}{' '}
              {line.note}
            </p>
          </div>
          <SmallMultiples items={line.items} />
        </div>
      ))}
      <p className="reading">{messagesFor(language).subsidiaries.courses.reading}</p>
    </>
  )
}
