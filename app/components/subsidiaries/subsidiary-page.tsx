import { QueryAside } from '#app/components/aside-links.tsx'
import { Notices } from '#app/components/notices.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { QuarterShell } from '#app/components/quarter-shell.tsx'
import { Section } from '#app/components/section.tsx'
import { Measures } from '#app/components/subsidiaries/measures.tsx'
import { Commitments, Filled, Lacks, UseCases } from '#app/components/subsidiaries/subsidiary-tables.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SubsidiaryView } from '#app/reports/subsidiaries/subsidiary-view.ts'

type Props = {
  readonly language: Language
  readonly view: SubsidiaryView
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly theme: 'light' | 'dark' | null
}

/** One subsidiary: its measures beside its business line, its use cases, its part in each commitment, what it lacks. */
export function SubsidiaryPage({ theme, otherLanguageHref, ...page }: Props) {
  const { language, view, address } = page
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
      <p className="back">
        <a href={view.back.href}>{view.back.text}</a>
      </p>
      <Notices texts={view.notices} />
      <PageLead language={language} {...view.lead} tally={null} />
      <Section
        id="measures"
        title={view.measures.content?.title ?? messagesFor(language).subsidiaries.one.alone}
        note={view.measuresNote}
        aside={<QueryAside language={language} href={view.queries.measures} />}
      >
        <Filled {...page} panel={view.measures}>
          {(measures) => <Measures language={language} view={measures} />}
        </Filled>
      </Section>
      <UseCases {...page} />
      <Commitments {...page} />
      <Lacks {...page} />
    </QuarterShell>
  )
}
