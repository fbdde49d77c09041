import { DataTable } from '#app/components/data-table.tsx'
import { Facts } from '#app/components/facts.tsx'
import { navigation } from '#app/components/navigation.ts'
import { PageLead } from '#app/components/page-lead.tsx'
import { Section } from '#app/components/section.tsx'
import { Shell } from '#app/components/shell.tsx'
import { Statements } from '#app/components/statements.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { ReceiptView } from '#app/reports/receipt/receipt-view.ts'

type Props = {
  readonly language: Language
  readonly view: ReceiptView
  readonly address: string
  readonly otherLanguageHref: string
  readonly theme: 'light' | 'dark' | null
}

/** Where a figure comes from: its meaning, what it counts and leaves out, its statements as they were sent. */
export function ReceiptPage({ language, view, address, otherLanguageHref, theme }: Props) {
  const say = messagesFor(language).receipt
  return (
    <Shell
      language={language}
      navigation={navigation(language, null, view.search)}
      homeHref={`/${language}${view.search}`}
      otherLanguageHref={otherLanguageHref}
      address={address}
      theme={theme}
      demo={view.demo}
      footer={view.footer}
    >
      {view.back !== null && (
        <p className="back">
          <a href={view.back.href}>{view.back.text}</a>
        </p>
      )}
      <PageLead language={language} message={view.lead} standfirst={view.otherVersion ?? ''} tally={null} />
      <Section id="facts" title={say.facts}>
        <Facts
          facts={[
            ...view.facts,
            { term: say.exclusions, text: say.list(view.exclusions) || say.nothingExcluded },
          ]}
        />
      </Section>
      {view.judgement !== null && (
        <Section
          id="judgement"
          title={view.judgement.title}
          aside={<a href={view.judgement.href}>{say.judgement.page}</a>}
        >
          <Facts facts={view.judgement.rows} />
        </Section>
      )}
      {view.figures.length > 1 && <Figures view={view} language={language} />}
      {view.doubt.length > 0 && (
        <Section id="doubt" title={say.doubt}>
          <DataTable
            caption={say.doubt}
            columns={[{ label: say.cause }, { label: say.share, numeric: true }]}
            rows={view.doubt.map(({ key, name, share }) => ({ id: key, header: name, cells: [share] }))}
          />
        </Section>
      )}
      <Section id="statements" title={say.statements}>
        {view.pastes && <p>{say.pastes}</p>}
        <Statements statements={view.statements} parametersTitle={say.parameters} />
      </Section>
    </Shell>
  )
}

function Figures({ view, language }: Pick<Props, 'view' | 'language'>) {
  const say = messagesFor(language).receipt
  return (
    <Section id="figures" title={say.figures}>
      <DataTable
        caption={say.figures}
        columns={[
          { label: view.dimensions.join(' · ') || say.figures },
          { label: say.value, numeric: true },
          { label: say.low, numeric: true },
          { label: say.high, numeric: true },
          { label: say.coverage, numeric: true },
          { label: say.exact, numeric: true },
        ]}
        rows={view.figures.map(({ id, header, value, low, high, coverage, exact }) => ({
          id,
          header,
          cells: [value, low, high, coverage, exact],
        }))}
      />
    </Section>
  )
}
