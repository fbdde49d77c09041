import { ChartFigure } from '#app/charts/chart-figure.tsx'
import { YearBar, YearMonths } from '#app/charts/year-months.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { ForecastView } from '#app/reports/topics/forecast-view.ts'

type Props = { readonly language: Language; readonly view: ForecastView }

/** What the year comes to: the sentence, the year as a bar, its months, the method and how well it did before. */
export function Forecast({ language, view }: Props) {
  const { forecast: say, shell } = messagesFor(language)
  const { picture } = view
  return (
    <ChartFigure
      heading="h3"
      title={<InlineText text={view.title} />}
      note={<InlineText text={view.note} />}
      table={{
        open: shell.figure.table,
        content: (
          <DataTable
            caption={say.section}
            columns={[
              { label: say.table.month },
              { label: say.table.cost, unit: view.unit, numeric: true },
              { label: say.table.state },
              { label: say.table.budget, unit: view.unit, numeric: true },
              { label: say.table.gap, numeric: true },
            ]}
            rows={view.rows}
          />
        ),
      }}
      reading={view.reading}
      links={view.links}
    >
      {picture !== null && (
        <div className="year-end">
          <YearBar layout={picture.bar} title={picture.barTitle} />
          <ul>
            {picture.parts.map(({ look, text }) => (
              <li key={look}>
                <svg width="12" height="12" aria-hidden="true">
                  <rect className={look} x=".5" y=".5" width="11" height="11" />
                </svg>
                {text}
              </li>
            ))}
          </ul>
          <YearMonths layout={picture.months} title={picture.title} />
        </div>
      )}
    </ChartFigure>
  )
}
