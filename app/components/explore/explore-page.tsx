import { QuarterColumns } from '#app/charts/quarter-columns.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { QuestionForm } from '#app/components/explore/question-form.tsx'
import { navigation } from '#app/components/navigation.ts'
import { PageLead } from '#app/components/page-lead.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { Section } from '#app/components/section.tsx'
import { Shell } from '#app/components/shell.tsx'
import { SmallMultiples } from '#app/components/small-multiples.tsx'
import { Statements } from '#app/components/statements.tsx'
import { ValueBar } from '#app/components/value-bar.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { ExploreView } from '#app/reports/explore/explore-view.ts'

type Props = {
  readonly language: Language
  readonly view: ExploreView
  readonly address: string
  readonly otherLanguageHref: string
  readonly reference: string
  readonly theme: 'light' | 'dark' | null
}

/** Any question about figures: the form, then what answers it, refuses it, or shows how to begin. */
export function ExplorePage(props: Props) {
  const { language, view } = props
  const say = messagesFor(language).explore
  return (
    <Shell
      language={language}
      navigation={navigation(language, 'explore', view.search)}
      homeHref={`/${language}${view.search}`}
      otherLanguageHref={props.otherLanguageHref}
      address={props.address}
      theme={props.theme}
      demo={view.demo}
      footer={view.footer}
    >
      <QuestionForm language={language} view={view.form} />
      <PageLead language={language} message={view.message} standfirst={view.standfirst} tally={null} />
      {view.refusal !== null && <Refusal language={language} refusal={view.refusal} />}
      {view.examples.length > 0 && (
        <Section id="examples" title={say.examples.title}>
          <Links links={view.examples} />
        </Section>
      )}
      {view.answer !== null && <Answer {...props} answer={view.answer} />}
    </Shell>
  )
}

function Links({ links }: { readonly links: readonly { readonly href: string; readonly text: string }[] }) {
  return (
    <ul className="guides">
      {links.map(({ href, text }) => (
        <li key={href}>
          <a href={href}>{text}</a>
        </li>
      ))}
    </ul>
  )
}

function Refusal({
  language,
  refusal,
}: {
  readonly language: Language
  readonly refusal: NonNullable<ExploreView['refusal']>
}) {
  const say = messagesFor(language).explore.refused
  return (
    <Section id="refused" title={say.title}>
      <p>{refusal.reason}</p>
      {refusal.data !== null && <p>{refusal.data}</p>}
      {refusal.also.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {refusal.kept !== null && <Links links={[refusal.kept]} />}
      {refusal.others.length > 0 && (
        <>
          <h3>{say.others}</h3>
          <Links links={refusal.others} />
        </>
      )}
    </Section>
  )
}

function Answer({
  language,
  view,
  answer,
  address,
  reference,
}: Props & { readonly answer: NonNullable<ExploreView['answer']> }) {
  const { explore: say, receipt } = messagesFor(language)
  return (
    <>
      <Section
        id="answer"
        title={say.answer}
        {...(answer.content?.multiples == null ? {} : { note: answer.content.multiples.note })}
        aside={<Links links={answer.links} />}
      >
        <PagePanel
          language={language}
          panel={answer}
          need={{ kind: 'import', file: say.need, command: 'npm run import -- FILE --format focus' }}
          address={address}
          reference={reference}
        >
          {(content) => (
            <>
              {content.rows.length === 0 ? (
                <p>{say.nothing}</p>
              ) : (
                <>
                  <Picture view={content} title={view.message} />
                  <AnswerTable language={language} view={content} caption={view.message} />
                  {content.note !== null && <p className="reading">{content.note}</p>}
                </>
              )}
              {content.without.length > 0 && <Links links={content.without} />}
            </>
          )}
        </PagePanel>
      </Section>
      <Section id="query" title={say.query}>
        <Statements statements={answer.statements} parametersTitle={receipt.parameters} />
        <h3>{say.command}</h3>
        <pre>{answer.command}</pre>
      </Section>
    </>
  )
}

type Content = NonNullable<NonNullable<ExploreView['answer']>['content']>

/** What says more than bars beside numbers: columns over time, or a small picture for each value. */
function Picture({ view, title }: { readonly view: Content; readonly title: string }) {
  const { columns, multiples } = view
  return (
    <>
      {columns !== null && <QuarterColumns layout={columns} title={title} />}
      {multiples !== null && (
        <>
          <SmallMultiples items={multiples.items} isWordy />
          {multiples.others !== null && <p className="reading">{multiples.others}</p>}
        </>
      )}
    </>
  )
}

function AnswerTable({
  language,
  view,
  caption,
}: {
  readonly language: Language
  readonly view: Content
  readonly caption: string
}) {
  const say = messagesFor(language).explore
  const { columns, multiples, dimensions, rows, range, hasIntervals, hasCoverage } = view
  const hasBars = columns === null && multiples === null
  return (
    <>
      <DataTable
        caption={caption}
        columns={[
          { label: dimensions[0] ?? say.form.metric },
          ...dimensions.slice(1).map((label) => ({ label })),
          { label: say.value, numeric: true },
          ...(hasBars ? [{ label: say.bar }] : []),
          ...(hasIntervals ? [{ label: say.interval, numeric: true }] : []),
          ...(hasCoverage ? [{ label: say.coverage, numeric: true }] : []),
        ]}
        rows={rows.map((row) => ({
          id: row.id,
          header: row.header,
          ...(row.href === null ? {} : { href: row.href }),
          cells: [
            ...row.more,
            row.value,
            ...(hasBars ? [row.bar === null ? '' : <ValueBar key="bar" share={row.bar} />] : []),
            ...(hasIntervals ? [row.interval] : []),
            ...(hasCoverage
              ? [
                  <span key="coverage">
                    {row.coverage.text}
                    {row.coverage.lacks !== '' && <small>{row.coverage.lacks}</small>}
                  </span>,
                ]
              : []),
          ],
        }))}
      />
      {range !== null && (
        <p className="pages">
          {range}
          {view.previousHref !== null && <a href={view.previousHref}>{say.back}</a>}
          {view.nextHref !== null && <a href={view.nextHref}>{say.next}</a>}
        </p>
      )}
    </>
  )
}
