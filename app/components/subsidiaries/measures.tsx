import { BesideCourse } from '#app/charts/beside-course.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SubsidiaryView } from '#app/reports/subsidiaries/subsidiary-view.ts'

type View = NonNullable<SubsidiaryView['measures']['content']>
type Props = { readonly language: Language; readonly view: View }

/** One picture a measure, the quarters of all of them aligned, and the same in a table. */
export function Measures({ language, view }: Props) {
  const say = messagesFor(language).subsidiaries.one
  return (
    <>
      <ul className="multiples wide">
        {view.charts.map((chart) => (
          <li key={chart.id}>
            <h3>
              <InlineText text={chart.name} />
            </h3>
            <p>
              <b>{linked(chart.value, chart.receiptHref)}</b>
              {chart.line !== '' && linked(chart.line, chart.lineHref)}
            </p>
            <BesideCourse layout={chart.layout} title={chart.title} isUnknown={chart.isUnknown} />
            <small>
              <InlineText text={chart.scale} />
            </small>
          </li>
        ))}
      </ul>
      <details>
        <summary>{say.values}</summary>
        <DataTable
          caption={say.values}
          columns={[
            { label: say.quarter },
            ...view.columns.map(({ name }) => ({ label: name, numeric: true })),
          ]}
          rows={view.rows.map(({ id, quarter, cells }) => ({
            id,
            header: quarter,
            cells: cells.map(({ text, href, line }, index) => (
              <span key={view.columns[index]?.id}>
                {linked(text, href)}
                {line !== '' && (
                  <small>
                    <InlineText text={line} />
                  </small>
                )}
              </span>
            )),
          }))}
        />
      </details>
    </>
  )
}

function linked(text: string, href: string | null) {
  return href === null ? (
    <InlineText text={text} />
  ) : (
    <a href={href}>
      <InlineText text={text} />
    </a>
  )
}
