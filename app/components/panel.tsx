import type { ReactNode } from 'react'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

/** What would fill an empty panel. */
export type PanelNeed =
  /** A file that Vigie reads: « des journaux d’usage des modèles », and the command that loads it. */
  | { readonly kind: 'import'; readonly file: string; readonly command: string }
  /** A source that Vigie cannot read yet: « un fichier d’effectifs ». */
  | { readonly kind: 'unreadable'; readonly source: string }
  /** The source is there, the selection holds nothing; the address without its filters, where it has some. */
  | { readonly kind: 'selection'; readonly clearHref?: string | null }

export type PanelState =
  | { readonly state: 'ready' }
  /** Last good figures, with their formatted date. */
  | { readonly state: 'stale'; readonly asOf: string }
  /** What is missing, in words: « août manque chez un fournisseur ». */
  | { readonly state: 'partial'; readonly missing: string }
  | { readonly state: 'empty'; readonly need: PanelNeed }
  /** `asOf` is the formatted date of the last good figures, null when there are none to show. */
  | { readonly state: 'late'; readonly reloadHref: string; readonly asOf: string | null }
  | { readonly state: 'denied'; readonly reference: string }
  | { readonly state: 'failed'; readonly kind: FailureKind; readonly reference: string }

export type FailureKind = 'timeout' | 'too-expensive' | 'denied' | 'quota' | 'unavailable' | 'changed'

type Props = {
  readonly language: Language
  readonly panel: PanelState
  /** The content; called only in the states that have figures to show. */
  readonly children: () => ReactNode
}

/** One panel in one of the seven states a reader may meet. Empty, unknown and zero read differently. */
export function Panel({ language, panel, children }: Props) {
  const words = messagesFor(language).shell.panel
  switch (panel.state) {
    case 'ready':
      return children()
    case 'stale':
      return <Notice tone="warn" text={words.stale(panel.asOf)} content={children()} />
    case 'partial':
      return <Notice tone="warn" text={words.partial(panel.missing)} content={children()} />
    case 'empty':
      return <Empty language={language} need={panel.need} />
    case 'late':
      return (
        <Notice
          tone="neutral"
          text={panel.asOf === null ? words.late : words.lateWithLast(panel.asOf)}
          action={<a href={panel.reloadHref}>{words.reload}</a>}
          content={panel.asOf === null ? null : children()}
        />
      )
    case 'denied':
      return <Notice tone="bad" text={words.denied} action={`${words.reference} ${panel.reference}`} />
    case 'failed':
      return (
        <Notice tone="bad" text={words.failed[panel.kind]} action={`${words.reference} ${panel.reference}`} />
      )
  }
}

type NoticeProps = {
  readonly tone: 'neutral' | 'warn' | 'bad'
  readonly text: string
  readonly action?: ReactNode
  readonly content?: ReactNode
}

function Notice({ tone, text, action, content = null }: NoticeProps) {
  return (
    <>
      <p className={`notice is-${tone}`} role={tone === 'bad' ? 'alert' : undefined}>
        {text} {action !== undefined && <span>{action}</span>}
      </p>
      {content}
    </>
  )
}

function Empty({ language, need }: { readonly language: Language; readonly need: PanelNeed }) {
  const words = messagesFor(language).shell.panel
  return (
    <div className="notice is-empty">
      <b>{need.kind === 'selection' && need.clearHref != null ? words.emptyFilters : words.emptyTitle}</b>
      {need.kind === 'selection' && (
        <p>
          {words.emptySelection} {need.clearHref != null && <a href={need.clearHref}>{words.clearFilters}</a>}
        </p>
      )}
      {need.kind === 'unreadable' && <p>{words.emptyUnreadable(need.source)}</p>}
      {need.kind === 'import' && (
        <p>
          {words.emptyFill(need.file)} <code>{need.command}</code>
        </p>
      )}
    </div>
  )
}
