import { QueryAside } from '#app/components/aside-links.tsx'
import { HeadlineFigure } from '#app/components/headline-figure.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { Panel, type PanelNeed } from '#app/components/panel.tsx'
import { Section } from '#app/components/section.tsx'
import type { PageProps } from '#app/components/synthese/page-props.ts'
import { type Messages, messagesFor } from '#app/i18n/messages.ts'

const IMPORTS = {
  requests: 'npm run import -- FILE --format llm-requests',
  cost: 'npm run import -- FILE --format focus',
} as const

/** Usage, cost, GPU hours, carbon: four figures with what they are compared with. */
export function Headlines({ language, view, address, reference }: PageProps) {
  const messages = messagesFor(language)
  const { content } = view.headlines
  return (
    <Section
      id="figures"
      title={content?.title ?? messages.synthese.headlines.title}
      {...(content === null
        ? {}
        : {
            note: content.note,
            aside: <QueryAside language={language} href={view.queries.headlines} />,
          })}
    >
      <PagePanel
        language={language}
        panel={view.headlines}
        need={needOf('cost', view, messages)}
        address={address}
        reference={reference}
      >
        {({ figures }) => (
          <div className="headlines">
            {figures.map((figure) =>
              figure.kind === 'empty' ? (
                <article key={figure.name} className="headline">
                  <h3>{figure.name}</h3>
                  <Panel
                    language={language}
                    panel={{ state: 'empty', need: needOf(figure.need, view, messages) }}
                  >
                    {() => null}
                  </Panel>
                </article>
              ) : (
                <HeadlineFigure key={figure.name} language={language} {...figure} />
              ),
            )}
          </div>
        )}
      </PagePanel>
    </Section>
  )
}

function needOf(
  kind: 'requests' | 'cost' | 'gpu' | 'carbon',
  view: PageProps['view'],
  messages: Messages,
): PanelNeed {
  if (view.isSelection) return { kind: 'selection', clearHref: view.filterBar.clearHref }
  const say = messages.synthese.headlines
  switch (kind) {
    case 'requests':
      return { kind: 'import', file: say.users.need, command: IMPORTS.requests }
    case 'cost':
      return { kind: 'import', file: say.cost.need, command: IMPORTS.cost }
    case 'carbon':
      return { kind: 'import', file: say.carbon.need, command: IMPORTS.requests }
    case 'gpu':
      return { kind: 'unreadable', source: say.gpu.need }
  }
}
