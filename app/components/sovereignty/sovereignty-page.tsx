import type { ReactNode } from 'react'
import { QueryAside } from '#app/components/aside-links.tsx'
import { FilterBar } from '#app/components/filter-bar.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import type { PanelNeed } from '#app/components/panel.tsx'
import { QuarterShell } from '#app/components/quarter-shell.tsx'
import { Section } from '#app/components/section.tsx'
import { Ladder } from '#app/components/sovereignty/ladder.tsx'
import { Places } from '#app/components/sovereignty/places.tsx'
import { Providers } from '#app/components/sovereignty/providers.tsx'
import { Rungs } from '#app/components/sovereignty/rungs.tsx'
import { Stacks } from '#app/components/sovereignty/stacks.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SovereigntyView } from '#app/reports/sovereignty/sovereignty-view.ts'

type Props = {
  readonly language: Language
  readonly view: SovereigntyView
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly theme: 'light' | 'dark' | null
}

/** Where AI is hosted, how open its models are, who is paid, where it runs and on which grid. */
export function SovereigntyPage({ theme, otherLanguageHref, ...page }: Props) {
  const { language, view, address } = page
  const { sovereignty: say } = messagesFor(language)
  return (
    <QuarterShell
      language={language}
      current="sovereignty"
      view={view}
      address={address}
      otherLanguageHref={otherLanguageHref}
      theme={theme}
      page="topic"
    >
      <FilterBar language={language} view={view.filterBar} />
      <PageLead language={language} {...view.lead} tally={null} />
      <Panelled {...page} id="ladder" panel={view.ladder} title={say.ladder.section} need="cost">
        {(content) => <Ladder language={language} view={content} />}
      </Panelled>
      <Panelled {...page} id="measures" panel={view.measures} title={say.measures.section} need="cost">
        {(content) => (
          <Stacks language={language} view={content} caption={say.measures.table} first={say.ladder.first} />
        )}
      </Panelled>
      <Rungs language={language} rungs={view.rungs} />
      <Panelled {...page} id="openness" panel={view.openness} title={say.openness.section} need="usage">
        {(content) => (
          <Stacks
            language={language}
            view={content}
            caption={say.openness.table}
            first={say.openness.first}
          />
        )}
      </Panelled>
      <Panelled {...page} id="providers" panel={view.providers} title={say.providers.section} need="cost">
        {(content) => <Providers language={language} view={content} />}
      </Panelled>
      <Panelled {...page} id="places" panel={view.places} title={say.places.section} need="carbon">
        {(content) => <Places language={language} view={content} />}
      </Panelled>
    </QuarterShell>
  )
}

/** What every section of the page has: its sentence, its subtitle, the way to its query. */
type Told = {
  readonly title: string
  readonly note: string
  readonly queryHref: string
  readonly commitmentHref?: string | null
}

type PanelledProps<Content> = Omit<Props, 'theme' | 'otherLanguageHref'> & {
  readonly id: string
  /** In the place of the sentence where there are no figures. */
  readonly title: string
  readonly panel: {
    readonly state: SovereigntyView['ladder']['state']
    readonly error: { readonly kind: string } | null
    readonly content: Content | null
  }
  readonly need: 'cost' | 'usage' | 'carbon'
  readonly children: (content: Content) => ReactNode
}

const COMMANDS = {
  cost: 'npm run import -- FILE --format focus',
  usage: 'npm run import -- FILE --format llm-requests',
  carbon: 'npm run import -- FILE --format llm-requests',
} as const

function Panelled<Content extends Told>(props: PanelledProps<Content>) {
  const { language, view, address, reference, id, title, panel, children } = props
  const { sovereignty: say, topics } = messagesFor(language)
  const { content } = panel
  const need: PanelNeed = view.isSelection
    ? { kind: 'selection', clearHref: view.filterBar.clearHref }
    : { kind: 'import', file: topics.need[props.need], command: COMMANDS[props.need] }
  return (
    <Section
      id={id}
      title={content?.title ?? title}
      {...(content === null
        ? {}
        : {
            note: content.note,
            aside: (
              <QueryAside
                language={language}
                href={content.queryHref}
                links={
                  content.commitmentHref == null
                    ? []
                    : [{ href: content.commitmentHref, text: say.commitment }]
                }
              />
            ),
          })}
    >
      <PagePanel language={language} panel={panel} need={need} address={address} reference={reference}>
        {children}
      </PagePanel>
    </Section>
  )
}
