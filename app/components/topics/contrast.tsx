import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { Section } from '#app/components/section.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { ContrastView } from '#app/reports/topics/contrast-view.ts'

type Props = { readonly language: Language; readonly view: ContrastView }

/** Both ends: who uses much for little, who little for much. */
export function Contrast({ language, view }: Props) {
  const { contrast: say } = messagesFor(language).topics
  const { names } = messagesFor(language).dimensions
  const table = (caption: string, rows: ContrastView['muchForLittle']) => (
    <DataTable
      caption={caption}
      showCaption
      columns={[{ label: names.subsidiary }, ...view.heads.map((label) => ({ label, numeric: true }))]}
      rows={rows.map(({ id, name, href, cells: [main, ...others], receiptHref }) => ({
        id,
        header: name,
        href,
        cells: [
          <a key="main" href={receiptHref}>
            <InlineText text={main ?? ''} />
          </a>,
          ...others,
        ],
      }))}
    />
  )
  return (
    <Section id="contrast" title={say.title} note={say.note}>
      <div className="ranks">
        {table(say.muchForLittle, view.muchForLittle)}
        {table(say.littleForMuch, view.littleForMuch)}
      </div>
    </Section>
  )
}
