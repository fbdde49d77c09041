import { QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { Section } from '#app/components/section.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { ContrastView } from '#app/reports/topics/contrast-view.ts'

type Props = {
  readonly language: Language
  readonly view: ContrastView
  readonly queryHref: string
}

/** Both ends: who uses much for little, who little for much. */
export function Contrast({ language, view, queryHref }: Props) {
  const { contrast: say } = messagesFor(language).topics
  const { names } = messagesFor(language).dimensions
  const table = (caption: string, rows: ContrastView['muchForLittle']) =>
    rows.length === 0 ? (
      <p className="note">{say.nobody(caption)}</p>
    ) : (
      <DataTable
        caption={caption}
        showCaption
        columns={[{ label: names.subsidiary }, ...view.heads.map((label) => ({ label, numeric: true }))]}
        rows={rows.map(({ id, name, href, cells }) => ({
          id,
          header: name,
          href,
          cells: cells.map(({ text, against, receiptHref }, index) => (
            <span key={view.heads[index]}>
              {receiptHref === null ? (
                <InlineText text={text} />
              ) : (
                <a href={receiptHref}>
                  <InlineText text={text} />
                </a>
              )}
              {against !== '' && ` (${against})`}
            </span>
          )),
        }))}
      />
    )
  return (
    <Section
      id="contrast"
      title={say.title}
      note={view.note}
      aside={<QueryAside language={language} href={queryHref} />}
    >
      <div className="ranks">
        {table(say.muchForLittle, view.muchForLittle)}
        {table(say.littleForMuch, view.littleForMuch)}
      </div>
    </Section>
  )
}
