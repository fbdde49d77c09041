import type { BulletLayout } from '#app/charts/commitment-bullet.layout.ts'
import { CommitmentBullet } from '#app/charts/commitment-bullet.tsx'
import type { SparklineLayout } from '#app/charts/sparkline.layout.ts'
import { Sparkline } from '#app/charts/sparkline.tsx'
import type { Status } from '#app/charts/status-mark.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { StatusLabel } from '#app/components/status-label.tsx'
import type { Language } from '#app/i18n/messages.ts'

type Props = {
  readonly language: Language
  /** Of the commitment in the mission file; the line's anchor. */
  readonly id: string
  readonly status: Status
  readonly name: string
  /** The promise, in at most 65 characters. */
  readonly sentence: string
  /** Its page. */
  readonly href: string
  /** The receipt of its level. */
  readonly levelHref: string
  readonly bullet: BulletLayout
  readonly bulletTitle: string
  /** « 94 % », and under it « 92 % au T2 »; `levelNote` may be empty. */
  readonly level: string
  readonly levelNote: string
  /** « 6,0 points » and « de retard »; the sign is drawn from `ahead`, null when unknown. */
  readonly gap: { readonly text: string; readonly note: string; readonly ahead: boolean | null }
  readonly sparkline: SparklineLayout
  readonly sparklineTitle: string
}

/** A line of the wall: status, promise, the way done, level, gap, twelve quarters. */
export function CommitmentRow(props: Props) {
  const { status, gap } = props
  const sign = gap.ahead === null ? '' : gap.ahead ? '▲ ' : '▼ '
  return (
    <li className="commitment" id={`commitment-${props.id}`}>
      <div className="c-status">
        <StatusLabel language={props.language} status={status} />
      </div>
      <p className="c-name">
        <a href={props.href}>{props.name}</a>
        <InlineText text={props.sentence} />
      </p>
      <div className="c-bullet">
        <CommitmentBullet layout={props.bullet} title={props.bulletTitle} />
      </div>
      <p className="c-level">
        <a href={props.levelHref}>
          <b className={status === 'not_assessable' ? status : undefined}>
            <InlineText text={props.level} />
          </b>
        </a>
        <i>
          <InlineText text={props.levelNote} />
        </i>
      </p>
      <p className="c-gap">
        <span className={status}>
          <span aria-hidden="true">{sign}</span>
          <InlineText text={gap.text} />
        </span>
        <i>{gap.note}</i>
      </p>
      <div className="c-spark">
        <Sparkline layout={props.sparkline} title={props.sparklineTitle} />
      </div>
    </li>
  )
}
