import { navigation } from '#app/components/navigation.ts'
import { PageLead } from '#app/components/page-lead.tsx'
import { ScopeLine } from '#app/components/scope-line.tsx'
import { Section } from '#app/components/section.tsx'
import { Shell } from '#app/components/shell.tsx'
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
    <Shell
      language={language}
      navigation={navigation(language, 'subsidiaries', view.search)}
      homeHref={`/${language}${view.search}`}
      otherLanguageHref={otherLanguageHref}
      address={address}
      theme={theme}
      demo={view.demo}
      scopeLine={<ScopeLine language={language} {...view.scopeLine} />}
      footer={view.footer}
      page="topic"
    >
      <p className="back">
        <a href={view.back.href}>{view.back.text}</a>
      </p>
      <PageLead language={language} {...view.lead} tally={null} />
      <Section
        id="measures"
        title={view.measures.content?.title ?? messagesFor(language).subsidiaries.one.alone}
        note={view.measuresNote}
        aside={<a href={view.queryHref}>{messagesFor(language).subsidiaries.table.query}</a>}
      >
        <Filled {...page} panel={view.measures}>
          {(measures) => <Measures language={language} view={measures} />}
        </Filled>
      </Section>
      <UseCases {...page} />
      <Commitments {...page} />
      <Lacks {...page} />
    </Shell>
  )
}
