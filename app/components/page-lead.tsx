import { type Status, StatusMark } from '#app/charts/status-mark.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

type Props = {
  readonly language: Language
  /** The message of the page, in one to three sentences. */
  readonly message: string
  /** What stands behind it, in a paragraph; empty when there is nothing to add. */
  readonly standfirst: string
  /** How many commitments have each status; null on a page without commitments. */
  readonly tally: Readonly<Record<Status, number>> | null
}

const STATUSES: readonly Status[] = ['kept', 'at_risk', 'missed', 'not_assessable']

/** The top of a page: the sentence first, the count of statuses, the paragraph that explains. */
export function PageLead({ language, message, standfirst, tally }: Props) {
  const words = messagesFor(language).shell.tally
  return (
    <div className="lead">
      <div>
        <h1>
          <InlineText text={message} />
        </h1>
        {tally !== null && (
          <ul className="tally">
            {STATUSES.filter((status) => tally[status] > 0).map((status) => (
              <li key={status} className={`status ${status}`}>
                <StatusMark status={status} />
                {words[status](tally[status])}
              </li>
            ))}
          </ul>
        )}
      </div>
      {standfirst !== '' && (
        <p>
          <InlineText text={standfirst} />
        </p>
      )}
    </div>
  )
}
