import { DataTable } from '#app/components/data-table.tsx'
import { Section } from '#app/components/section.tsx'
import { StatusLabel } from '#app/components/status-label.tsx'
import type { PageProps } from '#app/components/synthese/page-props.ts'
import { messagesFor } from '#app/i18n/messages.ts'

/** The rows behind the pictures, as tables. */
export function Values({ language, view }: PageProps) {
  const say = messagesFor(language).synthese
  const wall = view.wall.content
  const change = view.change.content
  if (wall === null && change === null) return null
  return (
    <Section id="values" title={say.values.title}>
      <details>
        <summary>{say.values.open}</summary>
        {wall !== null && (
          <DataTable
            caption={say.values.commitments}
            showCaption
            columns={[
              { label: say.values.commitment },
              { label: say.values.status },
              { label: say.values.start, numeric: true },
              { label: say.values.level, numeric: true },
              { label: say.values.expected, numeric: true },
              { label: say.values.gap, numeric: true },
              { label: say.values.target, numeric: true },
            ]}
            rows={wall.promises.flatMap(({ commitments }) =>
              commitments.map(({ id, name, href, status, table }) => ({
                id,
                header: name,
                href,
                cells: [
                  <StatusLabel key="status" language={language} status={status} />,
                  table.start,
                  table.level,
                  table.expected,
                  table.gap,
                  table.target,
                ],
              })),
            )}
          />
        )}
        {change !== null && (
          <DataTable
            caption={change.chartTitle}
            showCaption
            columns={[
              { label: say.change.cause },
              { label: say.change.variation, unit: change.unit, numeric: true },
            ]}
            rows={[
              ...change.table.map(({ name, value }) => ({ id: name, header: name, cells: [value] })),
              { id: 'total', header: change.total.name, cells: [change.total.value], total: true },
            ]}
          />
        )}
      </details>
    </Section>
  )
}
