import { CommitmentCourse } from '#app/charts/commitment-course.tsx'
import { QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { Facts } from '#app/components/facts.tsx'
import { FilterBar } from '#app/components/filter-bar.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { PageLead } from '#app/components/page-lead.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { QuarterShell } from '#app/components/quarter-shell.tsx'
import { Section } from '#app/components/section.tsx'
import { StatusLabel } from '#app/components/status-label.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { CommitmentPageView } from '#app/reports/commitments/commitment-view.ts'

type Props = {
  readonly language: Language
  readonly view: CommitmentPageView
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly theme: 'light' | 'dark' | null
}

type Content = NonNullable<CommitmentPageView['panel']['content']>
type PartProps = { readonly language: Language; readonly content: Content }

/** One commitment: where it stands, the way there, what comes if nothing changes, the rule, what fails, who answers for it. */
export function CommitmentPage({ language, view, address, otherLanguageHref, reference, theme }: Props) {
  const say = messagesFor(language).commitments
  return (
    <QuarterShell
      language={language}
      current="commitments"
      view={view}
      address={address}
      otherLanguageHref={otherLanguageHref}
      theme={theme}
    >
      <FilterBar language={language} view={view.filterBar} />
      <p className="back">
        <a href={view.back.href}>{view.back.text}</a>
      </p>
      <PageLead language={language} message={view.message} standfirst={view.standfirst} tally={null} />
      {view.status !== null && (
        <p>
          <StatusLabel language={language} status={view.status} />
        </p>
      )}
      <PagePanel
        language={language}
        panel={view.panel}
        need={{ kind: 'import', file: view.title, command: 'npm run import -- FILE --format focus' }}
        address={address}
        reference={reference}
      >
        {(content) => (
          <>
            <Course language={language} content={content} />
            <Ahead language={language} content={content} />
            {content.contributions !== null && (
              <Contributions
                language={language}
                contributions={content.contributions}
                csv={content.files.contributions}
                query={content.queries.bySubsidiary}
              />
            )}
            {content.failing !== null && (
              <Failing
                language={language}
                failing={content.failing}
                csv={content.files.failing}
                query={content.queries.failing}
              />
            )}
            <Section id="rule" title={say.rule} aside={<Links language={language} content={content} />}>
              <Facts facts={content.rule} />
            </Section>
          </>
        )}
      </PagePanel>
      <Section id="means" title={say.facts.title}>
        <Facts facts={view.facts} />
      </Section>
    </QuarterShell>
  )
}

function Links({ language, content }: PartProps) {
  const say = messagesFor(language).commitments
  return (
    <QueryAside
      language={language}
      href={content.queries.rule}
      links={[
        { href: content.receiptHref, text: say.receipt },
        { href: content.definitionHref, text: say.definition },
        { href: content.bySubsidiary, text: say.bySubsidiary },
      ]}
    />
  )
}

function Course({ language, content }: PartProps) {
  const { course, table } = messagesFor(language).commitments
  return (
    <Section
      id="course"
      title={course.title}
      note={content.note}
      aside={<QueryAside language={language} href={content.queries.course} />}
    >
      {content.course !== null && (
        <CommitmentCourse
          layout={content.course}
          title={course.title}
          gapTitle={course.gapTitle}
          note={course.note}
        />
      )}
      {content.missing.map((sentence) => (
        <p key={sentence} className="told">
          <InlineText text={sentence} />
        </p>
      ))}
      <DataTable
        caption={table.title}
        columns={[
          { label: table.quarter },
          // Right after the name: a phone shows the verdict without scrolling.
          { label: table.status },
          { label: table.level, numeric: true },
          { label: table.expected, numeric: true },
          { label: table.gap, numeric: true },
          { label: table.coverage, numeric: true },
        ]}
        rows={content.rows.map((row) => ({
          id: row.id,
          header: row.quarter,
          cells: [
            <StatusLabel key="status" language={language} status={row.status} />,
            row.level,
            row.expected,
            row.gap,
            row.coverage,
          ],
        }))}
      />
    </Section>
  )
}

function Ahead({ language, content }: PartProps) {
  const { projection: say, csv } = messagesFor(language).commitments
  const { sentences, tests } = content.projection
  return (
    <Section
      id="projection"
      title={say.title}
      aside={
        <QueryAside
          language={language}
          href={content.queries.course}
          links={[
            ...(tests === null ? [] : [{ href: content.files.projection, text: csv }]),
            ...(content.fromClosed === null ? [] : [content.fromClosed]),
          ]}
        />
      }
    >
      {sentences.map((sentence) => (
        <p key={sentence} className="told">
          <InlineText text={sentence} />
        </p>
      ))}
      {tests !== null && (
        <details>
          <summary>{say.tests}</summary>
          <DataTable
            caption={say.tests}
            columns={[
              { label: say.horizon },
              { label: say.count, numeric: true },
              { label: say.mean, numeric: true },
              { label: say.largest, numeric: true },
            ]}
            rows={tests.map(({ horizon, count, mean, largest }) => ({
              id: horizon,
              header: horizon,
              cells: [count, mean, largest],
            }))}
          />
        </details>
      )}
    </Section>
  )
}

type Contributed = NonNullable<Content['contributions']>

function Contributions({
  language,
  contributions,
  csv,
  query,
}: {
  readonly language: Language
  readonly contributions: Contributed
  readonly csv: string
  readonly query: string
}) {
  const { contributions: say, csv: csvText } = messagesFor(language).commitments
  const { title, rows, others, rest, total, method } = contributions
  const columns = [
    { label: say.name },
    { label: say.gap, numeric: true },
    { label: say.value, numeric: true },
    { label: say.share, numeric: true },
  ] as const
  const told = ({ id, name, note, href, valueHref, value, share, gap }: Contributed['rows'][number]) => ({
    id,
    header: name,
    more: note,
    ...(href === null ? {} : { href }),
    cells: [
      gap,
      <a key="value" href={valueHref}>
        <InlineText text={value} />
      </a>,
      share,
    ],
  })
  const left = rest === null ? [] : [{ id: 'rest', header: say.rest, cells: [rest, '', ''] }]
  return (
    <Section
      id="contributions"
      title={title}
      note={method}
      aside={<QueryAside language={language} href={query} links={[{ href: csv, text: csvText }]} />}
    >
      <DataTable
        caption={title}
        columns={columns}
        rows={[
          ...rows.map(told),
          ...left,
          { id: 'total', header: say.total, cells: [total, '', ''], total: true },
        ]}
      />
      {others.length > 0 && (
        <details>
          <summary>{say.others(others.length)}</summary>
          <DataTable caption={say.others(others.length)} columns={columns} rows={others.map(told)} />
        </details>
      )}
    </Section>
  )
}

function Failing({
  language,
  failing,
  csv,
  query,
}: {
  readonly language: Language
  readonly failing: NonNullable<Content['failing']>
  readonly csv: string
  readonly query: string
}) {
  const { failing: say, csv: csvText } = messagesFor(language).commitments
  return (
    <Section
      id="failing"
      title={say.title(failing.rows.length)}
      aside={<QueryAside language={language} href={query} links={[{ href: csv, text: csvText }]} />}
    >
      {failing.rows.length > 0 && (
        <DataTable
          caption={say.title(failing.rows.length)}
          columns={[{ label: say.name }, { label: say.subsidiary }]}
          rows={failing.rows.map(({ id, name, href, subsidiary }) => ({
            id,
            header: name,
            ...(href === null ? {} : { href }),
            cells: [subsidiary],
          }))}
        />
      )}
    </Section>
  )
}
