import { CoverageBar } from '#app/charts/coverage-bar.tsx'
import { ShareBar } from '#app/charts/share-bar.tsx'
import { QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { Section } from '#app/components/section.tsx'
import type { PageProps } from '#app/components/synthese/page-props.ts'
import { messagesFor } from '#app/i18n/messages.ts'

/** What the figures rest on: months received, level of evidence, what no rule assigns. */
export function Quality({ language, view, address, reference }: PageProps) {
  const say = messagesFor(language).synthese.quality
  const { content } = view.quality
  return (
    <Section
      id="quality"
      title={content?.title ?? say.sources}
      {...(content === null
        ? {}
        : {
            note: content.note,
            aside: <QueryAside language={language} href={view.queries.quality} />,
          })}
    >
      <PagePanel
        language={language}
        panel={view.quality}
        need={{ kind: 'import', file: say.need, command: 'npm run import -- FILE --format focus' }}
        address={address}
        reference={reference}
      >
        {({ sources, evidence, unassigned, unassessed }) => (
          <div className="columns-3">
            <DataTable
              caption={say.sources}
              showCaption
              columns={[
                { label: say.source },
                { label: say.coverage },
                { label: '%', numeric: true },
                { label: say.state },
              ]}
              rows={sources.map(({ source, share, complete, shareText, state }) => ({
                id: source,
                header: source,
                cells: [
                  <CoverageBar key="bar" share={share} complete={complete} />,
                  shareText,
                  complete ? (
                    state
                  ) : (
                    <b key="state" className="bad">
                      {state}
                    </b>
                  ),
                ],
              }))}
            />
            {evidence !== null && (
              <div>
                <h3>{say.evidence}</h3>
                <ShareBar layout={evidence} title={say.evidenceChart} />
              </div>
            )}
            <div>
              <h3>{say.unassigned}</h3>
              <p className="note">
                <InlineText text={unassigned} />
              </p>
              {unassessed !== null && (
                <>
                  <h3>{say.unassessed}</h3>
                  <p className="note">
                    <InlineText text={unassessed} />
                  </p>
                </>
              )}
            </div>
          </div>
        )}
      </PagePanel>
    </Section>
  )
}
