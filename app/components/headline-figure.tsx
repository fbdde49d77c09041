import type { ColumnsLayout } from '#app/charts/quarter-columns.layout.ts'
import { QuarterColumns } from '#app/charts/quarter-columns.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

export type HeadlineChange = {
  readonly direction: 'up' | 'down' | 'same' | 'unknown'
  /** By meaning; `neutral` keeps it in ink. */
  readonly tone: 'good' | 'bad' | 'neutral'
  /** « +6 % ». */
  readonly text: string
  /** « T2 2026 », or « budget ». */
  readonly against: string
}

type Props = {
  readonly language: Language
  readonly name: string
  readonly value: string
  /** « M de requêtes », « tCO₂e ». */
  readonly unit: string
  /** « entre 9,1 et 17,4 »; null for a full count. */
  readonly interval: string | null
  readonly changes: readonly HeadlineChange[]
  /** null when no quarter is known. */
  readonly chart: ColumnsLayout | null
  readonly chartTitle: string
  /** One line: intensity, list price, allocated. */
  readonly context: string
  readonly receiptHref: string | null
}

const SIGNS = { up: '▲', down: '▼', same: '=', unknown: '' }

/** One of the four figures: name, number with its interval, two changes, twelve quarters, one line of context. */
export function HeadlineFigure(props: Props) {
  const { figure, direction, tone } = messagesFor(props.language).shell
  return (
    <article className="headline">
      <h3>
        <InlineText text={props.name} />
      </h3>
      <p className="number">
        <span>{props.value}</span>{' '}
        <small>
          <InlineText text={props.unit} />
        </small>{' '}
        {props.interval !== null && <span className="interval">{props.interval}</span>}
      </p>
      <ul className="changes">
        {props.changes.map((change) => (
          <li key={change.against}>
            <span className={change.tone} aria-hidden="true">
              {SIGNS[change.direction]}
            </span>
            <b className={change.tone}>{change.text}</b>
            <span>
              <span className="hidden">
                {[direction[change.direction], tone[change.tone]].filter(Boolean).join(', ')}{' '}
              </span>
              <i>{figure.against}</i>
              {change.against}
            </span>
          </li>
        ))}
      </ul>
      <div className="picture">
        {props.chart !== null && <QuarterColumns layout={props.chart} title={props.chartTitle} />}
      </div>
      <p className="context">
        <InlineText text={props.context} />{' '}
        {props.receiptHref !== null && (
          <a href={props.receiptHref} aria-label={`${figure.receipt}, ${props.name}`}>
            {figure.receipt}
          </a>
        )}
      </p>
    </article>
  )
}
