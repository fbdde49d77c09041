import { AsideLinks } from '#app/components/aside-links.tsx'
import { CommitmentRow } from '#app/components/commitment-row.tsx'
import { CommitmentWall, WallKey } from '#app/components/commitment-wall.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { PromiseGroup } from '#app/components/promise-group.tsx'
import { Section } from '#app/components/section.tsx'
import type { PageProps } from '#app/components/synthese/page-props.ts'
import { messagesFor } from '#app/i18n/messages.ts'

type WallProps = Omit<PageProps, 'view'> & {
  readonly view: Pick<PageProps['view'], 'wall' | 'quarter' | 'missionPath' | 'missionRefusal'>
}

/** The commitments of the mission, promise by promise, with the rule that their statuses follow. */
export function Wall({ language, view, address, reference }: WallProps) {
  const say = messagesFor(language).synthese.wall
  const { content } = view.wall
  if (view.missionRefusal !== null)
    return (
      <Section id="wall" title={say.refused}>
        <p className="notice is-bad" role="alert">
          {view.missionRefusal}
        </p>
      </Section>
    )
  const aside = content === null ? undefined : <WallKey language={language} quarter={view.quarter} />
  return (
    <Section
      id="wall"
      title={content?.title ?? (view.wall.state === 'empty' ? say.emptyTitle : say.unansweredTitle)}
      {...(content === null ? {} : { note: content.note })}
      aside={aside}
    >
      <PagePanel
        language={language}
        panel={view.wall}
        need={{ kind: 'import', file: say.need, command: view.missionPath }}
        address={address}
        reference={reference}
      >
        {({ promises, rule, reading, queries }) => (
          <>
            <CommitmentWall language={language}>
              {promises.map(({ id, name, commitments }) => (
                <PromiseGroup key={id} name={name}>
                  {commitments.map(({ table: _, ...commitment }) => (
                    <CommitmentRow key={commitment.id} language={language} {...commitment} />
                  ))}
                </PromiseGroup>
              ))}
            </CommitmentWall>
            <p className="reading">
              <b>{say.rule}</b> {rule}
              {reading !== null && (
                <>
                  {' '}
                  <b>{say.reading}</b> {reading}
                </>
              )}
            </p>
            <AsideLinks links={queries} />
          </>
        )}
      </PagePanel>
    </Section>
  )
}
