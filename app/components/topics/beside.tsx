import { QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { Section } from '#app/components/section.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { BesideView } from '#app/reports/topics/beside-view.ts'

type Props = { readonly language: Language; readonly view: BesideView; readonly queryHref: string | null }

/** A use case beside its subsidiary. */
export function Beside({ language, view, queryHref }: Props) {
  const { beside: say, table } = messagesFor(language).topics
  const value = ({ text, receiptHref }: BesideView['rows'][number]['own'], key: string) => (
    <a key={key} href={receiptHref}>
      <InlineText text={text} />
    </a>
  )
  return (
    <Section
      id="beside"
      title={view.title}
      note={say.note}
      aside={
        <QueryAside language={language} href={queryHref} links={[{ href: view.href, text: view.link }]} />
      }
    >
      <DataTable
        caption={view.title}
        columns={[
          { label: table.measure },
          { label: say.own, numeric: true },
          { label: view.subsidiary, numeric: true },
          { label: say.difference, numeric: true },
        ]}
        rows={view.rows.map(({ id, name, own, whole, difference }) => ({
          id,
          header: name,
          cells: [value(own, 'own'), value(whole, 'whole'), difference],
        }))}
      />
    </Section>
  )
}
