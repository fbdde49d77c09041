import { QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { Section } from '#app/components/section.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SiblingsView } from '#app/reports/topics/siblings-view.ts'

type Props = {
  readonly language: Language
  readonly view: SiblingsView
  readonly queryHref: string | null
}
type Cell = SiblingsView['pairs'][number]['rows'][number]['own']

/** Fine-tuned models beside the standard one that does the same task. */
export function Siblings({ language, view, queryHref }: Props) {
  const { siblings: say, table } = messagesFor(language).topics
  return (
    <Section
      id="siblings"
      title={view.title}
      note={say.note}
      aside={
        <QueryAside
          language={language}
          href={queryHref}
          links={view.links.map(({ label, href }) => ({ href, text: label }))}
        />
      }
    >
      {view.pairs.map(({ id, model, sibling, rows }) => (
        <DataTable
          key={id}
          caption={say.pair(model, sibling)}
          showCaption={view.pairs.length > 1}
          columns={[
            { label: table.measure },
            { label: model, numeric: true },
            { label: sibling, numeric: true },
            { label: say.change, numeric: true },
          ]}
          rows={rows.map(({ id, name, own, other, change }) => ({
            id,
            header: name,
            cells: [<Value key="own" cell={own} />, <Value key="other" cell={other} />, change],
          }))}
        />
      ))}
    </Section>
  )
}

function Value({ cell }: { readonly cell: Cell }) {
  const text = <InlineText text={cell.text} />
  return cell.receiptHref === null ? text : <a href={cell.receiptHref}>{text}</a>
}
