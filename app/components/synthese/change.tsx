import { ChartFigure } from '#app/charts/chart-figure.tsx'
import { VarianceBridge } from '#app/charts/variance-bridge.tsx'
import { QueryAside } from '#app/components/aside-links.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { Section } from '#app/components/section.tsx'
import type { PageProps } from '#app/components/synthese/page-props.ts'
import { messagesFor } from '#app/i18n/messages.ts'

/** What made carbon change since the quarter before, and what the figure's doubt rests on. */
export function Change(props: PageProps) {
  const { language, view, address, reference } = props
  const say = messagesFor(language).synthese.change
  if (view.change.content === null)
    return (
      <Section id="bridge" title={say.emptyTitle}>
        <PagePanel
          language={language}
          panel={view.change}
          need={
            view.isBridgeSelection
              ? { kind: 'selection', clearHref: view.filterBar.clearHref }
              : { kind: 'import', file: say.need, command: 'npm run import -- FILE --format llm-requests' }
          }
          address={address}
          reference={reference}
        >
          {() => null}
        </PagePanel>
      </Section>
    )
  const { title, note, chartTitle, layout, unit } = view.change.content
  return (
    <div className="grid">
      <section className="section span-8" id="bridge">
        <ChartFigure
          title={<InlineText text={title} />}
          note={<InlineText text={note} />}
          table={null}
          reading={[{ term: messagesFor(language).synthese.wall.reading, text: say.reading }]}
        >
          <VarianceBridge
            layout={layout}
            title={chartTitle}
            unit={unit}
            word={(text) => <InlineText text={text} />}
          />
        </ChartFigure>
        <QueryAside language={language} href={view.queries.change} />
      </section>
      <Doubt {...props} />
    </div>
  )
}

function Doubt({ language, view }: PageProps) {
  if (view.doubt === null) return null
  return (
    <Section
      id="doubt"
      title={view.doubt.title}
      note={view.doubt.note}
      span={4}
      aside={<QueryAside language={language} href={view.queries.carbon} />}
    >
      <ul className="list">
        {view.doubt.causes.map(({ key, name, share }) => (
          <li key={key}>
            <div>
              <InlineText text={name} />
            </div>
            <b>{share}</b>
          </li>
        ))}
      </ul>
    </Section>
  )
}
