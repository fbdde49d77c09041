import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { Section } from '#app/components/section.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SiblingsView } from '#app/reports/topics/siblings-view.ts'

type Props = { readonly language: Language; readonly view: SiblingsView }
type Cell = SiblingsView['rows'][number]['own']

/** A fine-tuned model beside the standard one that does the same task. */
export function Siblings({ language, view }: Props) {
  const { siblings: say, table } = messagesFor(language).topics
  return (
    <Section
      id="siblings"
      title={view.title}
      note={say.note}
      aside={<a href={view.siblingHref}>{say.other(view.sibling)}</a>}
    >
      <DataTable
        caption={view.title}
        columns={[
          { label: table.measure },
          { label: view.model, numeric: true },
          { label: view.sibling, numeric: true },
          { label: say.change, numeric: true },
        ]}
        rows={view.rows.map(({ id, name, own, other, change }) => ({
          id,
          header: name,
          cells: [<Value key="own" cell={own} />, <Value key="other" cell={other} />, change],
        }))}
      />
    </Section>
  )
}

function Value({ cell }: { readonly cell: Cell }) {
  const text = <InlineText text={cell.text} />
  return cell.receiptHref === null ? text : <a href={cell.receiptHref}>{text}</a>
}
