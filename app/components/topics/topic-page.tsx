import { QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { Facts } from '#app/components/facts.tsx'
import { FilterBar } from '#app/components/filter-bar.tsx'
import { HeadlineFigure } from '#app/components/headline-figure.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { isPage } from '#app/components/navigation.ts'
import { PageLead } from '#app/components/page-lead.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import type { PanelNeed } from '#app/components/panel.tsx'
import { QuarterShell } from '#app/components/quarter-shell.tsx'
import { RankedTable } from '#app/components/ranked-table.tsx'
import { Section } from '#app/components/section.tsx'
import { Statements } from '#app/components/statements.tsx'
import { Beside } from '#app/components/topics/beside.tsx'
import { Contrast } from '#app/components/topics/contrast.tsx'
import { Forecast } from '#app/components/topics/forecast.tsx'
import { Siblings } from '#app/components/topics/siblings.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { TopicView } from '#app/reports/topics/topic-view.ts'

type Props = {
  readonly language: Language
  readonly view: TopicView
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly theme: 'light' | 'dark' | null
}

const COMMANDS = {
  usage: 'npm run import -- FILE --format llm-requests',
  cost: 'npm run import -- FILE --format focus',
  carbon: 'npm run import -- FILE --format llm-requests',
  project: 'npm run import -- FILE --format focus',
  model: 'npm run import -- FILE --format focus',
  provider: 'npm run import -- FILE --format focus',
} as const

/** The page of one topic: how much, who, what, how intense, what is not known. */
export function TopicPage({ theme, otherLanguageHref, ...page }: Props) {
  const { language, view, address } = page
  return (
    <QuarterShell
      language={language}
      current={isPage(view.id) ? view.id : null}
      view={view}
      address={address}
      otherLanguageHref={otherLanguageHref}
      theme={theme}
      page="topic"
    >
      <FilterBar language={language} view={view.filterBar} />
      <PageLead language={language} {...view.lead} tally={null} />
      {view.register !== null && <Registered {...page} panel={view.register} />}
      <HowMuch {...page} />
      {view.forecast !== null && <YearEnd {...page} panel={view.forecast} />}
      {view.beside !== null && (
        <Beside language={language} view={view.beside} queryHref={view.queries.beside} />
      )}
      {view.siblings !== null && (
        <Siblings language={language} view={view.siblings} queryHref={view.queries.siblings} />
      )}
      {view.who !== null && <Tables {...page} id="who" panel={view.who} />}
      {view.contrast !== null && (
        <Contrast language={language} view={view.contrast} queryHref={view.queries.contrast} />
      )}
      <Tables {...page} id="what" panel={view.what} />
      {/* Two short tables, beside each other on paper. */}
      <div className="ends">
        <Intensities {...page} />
        <Unknown {...page} />
      </div>
    </QuarterShell>
  )
}

type Part = Omit<Props, 'theme' | 'otherLanguageHref'>

/** The statement of a section that shows something. */
function asideOf({ language }: Part, href: string | null, content: unknown) {
  return content === null || href === null ? null : <QueryAside language={language} href={href} />
}

function needOf({ language, view }: Part): PanelNeed {
  if (view.isSelection) return { kind: 'selection', clearHref: view.filterBar.clearHref }
  const file = messagesFor(language).topics.need[view.id]
  return view.id === 'gpu_hours'
    ? { kind: 'unreadable', source: file }
    : { kind: 'import', file, command: COMMANDS[view.id] }
}

function Registered({ panel, ...page }: Part & { readonly panel: NonNullable<TopicView['register']> }) {
  const { language, address, reference } = page
  const { content } = panel
  return (
    <Section
      id="register"
      title={content?.title ?? messagesFor(language).topics.register.title}
      {...(content === null ? {} : { note: content.note })}
    >
      <PagePanel
        language={language}
        panel={panel}
        need={needOf(page)}
        address={address}
        reference={reference}
      >
        {({ facts, statements }) => (
          <>
            <Facts facts={facts} />
            <details>
              <summary>{messagesFor(language).shell.figure.query}</summary>
              <Statements
                statements={statements}
                parametersTitle={messagesFor(language).receipt.parameters}
              />
            </details>
          </>
        )}
      </PagePanel>
    </Section>
  )
}

function HowMuch(page: Part) {
  const { language, view, address, reference } = page
  const { content } = view.headlines
  return (
    <Section
      id="how-much"
      title={content?.title ?? messagesFor(language).topics.howMuch[view.id]}
      {...(content === null ? {} : { note: content.note })}
      aside={asideOf(page, view.queries.howMuch, content)}
    >
      <PagePanel
        language={language}
        panel={view.headlines}
        need={needOf(page)}
        address={address}
        reference={reference}
      >
        {({ figures }) => (
          <div className={`headlines of-${figures.length}`}>
            {figures.map(
              (figure) =>
                figure.kind === 'figure' && (
                  <HeadlineFigure key={figure.name} language={language} {...figure} />
                ),
            )}
          </div>
        )}
      </PagePanel>
    </Section>
  )
}

function YearEnd({ panel, ...page }: Part & { readonly panel: NonNullable<TopicView['forecast']> }) {
  const { language, address, reference } = page
  return (
    <Section
      id="year-end"
      title={messagesFor(language).forecast.section}
      aside={asideOf(page, page.view.queries.yearEnd, panel.content)}
    >
      <PagePanel
        language={language}
        panel={panel}
        need={needOf(page)}
        address={address}
        reference={reference}
      >
        {(view) => <Forecast language={language} view={view} />}
      </PagePanel>
    </Section>
  )
}

function Tables({
  id,
  panel,
  ...page
}: Part & { readonly id: 'who' | 'what'; readonly panel: TopicView['what'] }) {
  const { language, view, address, reference } = page
  const { topics } = messagesFor(language)
  const metric = panel.content?.[0]?.metric ?? ''
  return (
    <Section
      id={id}
      title={view.titles[id]}
      note={metric === '' ? view.compared.now : topics.whoNote(metric, view.compared.now)}
    >
      <PagePanel
        language={language}
        panel={panel}
        need={needOf(page)}
        address={address}
        reference={reference}
      >
        {(tables) => (
          <div className={`ranks ${id}`}>
            {tables.map((table) => (
              <RankedTable key={table.id} language={language} view={table} metric={metric} />
            ))}
          </div>
        )}
      </PagePanel>
    </Section>
  )
}

function Intensities(page: Part) {
  const { language, view, address, reference } = page
  const { topics } = messagesFor(language)
  const { table: say } = topics
  return (
    <Section
      id="intensity"
      title={topics.intense}
      note={topics.intenseNote}
      aside={asideOf(page, view.queries.intensities, view.intensities.content)}
    >
      <PagePanel
        language={language}
        panel={view.intensities}
        need={needOf(page)}
        address={address}
        reference={reference}
      >
        {(rows) => (
          <DataTable
            caption={topics.intense}
            columns={[
              { label: say.measure },
              { label: view.compared.now, numeric: true },
              { label: view.compared.previous, numeric: true },
              { label: say.change(view.compared.previous), numeric: true },
              { label: view.compared.yearBefore, numeric: true },
              { label: say.change(view.compared.yearBefore), numeric: true },
            ]}
            rows={rows.map((row) => ({
              id: row.id,
              header: row.name,
              cells: [
                <span key="now">
                  <a href={row.receiptHref} title={row.definition}>
                    <InlineText text={row.now} />
                  </a>
                  {row.interval !== null && (
                    <small>
                      <InlineText text={row.interval} />
                    </small>
                  )}
                  {row.partial !== null && <small>{row.partial}</small>}
                </span>,
                row.previous,
                row.previousChange,
                row.yearBefore,
                row.yearChange,
              ],
            }))}
          />
        )}
      </PagePanel>
    </Section>
  )
}

function Unknown(page: Part) {
  const { language, view, address, reference } = page
  const { topics } = messagesFor(language)
  const { unknowns: say } = topics
  return (
    <Section
      id="unknown"
      title={topics.unknown}
      aside={asideOf(page, view.queries.howMuch, view.unknown.content)}
    >
      <PagePanel
        language={language}
        panel={view.unknown}
        need={needOf(page)}
        address={address}
        reference={reference}
      >
        {(rows) =>
          rows.length === 0 ? (
            <p>{say.nothing}</p>
          ) : (
            <DataTable
              caption={topics.unknown}
              columns={[{ label: say.what }, { label: say.share, numeric: true }, { label: say.effect }]}
              rows={rows.map(({ id, what, share, effect }) => ({ id, header: what, cells: [share, effect] }))}
            />
          )
        }
      </PagePanel>
    </Section>
  )
}
