import type { ReactNode } from 'react'
import { type FailureKind, Panel, type PanelNeed, type PanelState } from '#app/components/panel.tsx'
import type { Language } from '#app/i18n/messages.ts'

/** A panel as a report hands it to a page. */
type ReportPanel<Content> = {
  readonly state: PanelState['state']
  readonly error: { readonly kind: string } | null
  readonly content: Content | null
}

type Props<Content> = {
  readonly language: Language
  readonly panel: ReportPanel<Content>
  /** What fills the panel when the data set has nothing for it. */
  readonly need: PanelNeed
  /** Address of the page, to load again. */
  readonly address: string
  /** Found beside the details in the log. */
  readonly reference: string
  readonly children: (content: Content) => ReactNode
}

const FAILURES: readonly FailureKind[] = ['timeout', 'too-expensive', 'denied', 'quota', 'unavailable']

/** A report's panel in the words and states of the page. */
export function PagePanel<Content>(props: Props<Content>) {
  const { panel, language } = props
  return (
    <Panel language={language} panel={stateOf(props)}>
      {() => (panel.content === null ? null : props.children(panel.content))}
    </Panel>
  )
}

function stateOf<Content>({ panel, need, address, reference }: Props<Content>): PanelState {
  switch (panel.state) {
    case 'empty':
      return { state: 'empty', need }
    case 'late':
      return { state: 'late', reloadHref: address, asOf: null }
    case 'denied':
      return { state: 'denied', reference }
    case 'failed':
      return {
        state: 'failed',
        kind: FAILURES.find((kind) => kind === panel.error?.kind) ?? 'changed',
        reference,
      }
    default:
      return { state: 'ready' }
  }
}
