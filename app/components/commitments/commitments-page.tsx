import { Fragment } from 'react'
import { AsideLinks } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { FilterBar } from '#app/components/filter-bar.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { QuarterShell } from '#app/components/quarter-shell.tsx'
import { Section } from '#app/components/section.tsx'
import { StatusLabel } from '#app/components/status-label.tsx'
import { Wall } from '#app/components/synthese/wall.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { CommitmentsView } from '#app/reports/commitments/commitments-view.ts'

type Props = {
  readonly language: Language
  readonly view: CommitmentsView & {
    /** Where a mission file is looked for, as a person types it. */
    readonly missionPath: string
    /** Why the mission file cannot be used; null when it can, or when there is none. */
    readonly missionRefusal: string | null
  }
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly theme: 'light' | 'dark' | null
}

/** All commitments: the wall by promise, and what becomes of each at its own pace. */
export function CommitmentsPage({ language, view, address, otherLanguageHref, reference, theme }: Props) {
  return (
    <QuarterShell
      language={language}
      current="commitments"
      view={view}
      address={address}
      otherLanguageHref={otherLanguageHref}
      theme={theme}
      page="synthesis"
    >
      <FilterBar language={language} view={view.filterBar} />
      <PageLead language={language} {...view.lead} />
      <Wall language={language} view={view} address={address} reference={reference} />
      {view.ahead.length > 0 && <Ahead language={language} view={view} />}
    </QuarterShell>
  )
}

function Ahead({ language, view }: { readonly language: Language; readonly view: CommitmentsView }) {
  const say = messagesFor(language).commitments.all.ahead
  const { ahead, aheadNote, fromClosed, wall } = view
  const links = [...(fromClosed === null ? [] : [fromClosed]), ...(wall.content?.queries ?? [])]
  return (
    <Section id="ahead" title={say.title} note={aheadNote} aside={<AsideLinks links={links} />}>
      <DataTable
        caption={say.title}
        columns={[
          { label: say.commitment },
          { label: say.now },
          { label: say.becomes },
          { label: say.from },
          { label: say.projected, numeric: true },
          { label: say.target, numeric: true },
        ]}
        rows={ahead.map((each) => ({
          id: each.id,
          header: each.name,
          href: each.href,
          cells: [
            <StatusLabel key="now" language={language} status={each.status} />,
            each.becomes === null ? (
              '–'
            ) : (
              <StatusLabel key="becomes" language={language} status={each.becomes} />
            ),
            <Fragment key="from">
              {each.from}
              {each.worst !== '' && <small> {each.worst}</small>}
            </Fragment>,
            each.level,
            each.target,
          ],
        }))}
      />
    </Section>
  )
}
