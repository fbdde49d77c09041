import { type Status, StatusMark } from '#app/charts/status-mark.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

type Props = { readonly language: Language; readonly status: Status }

/** A status in shape, letter, colour and word. */
export function StatusLabel({ language, status }: Props) {
  return (
    <span className={`status ${status}`}>
      <StatusMark status={status} />
      {messagesFor(language).shell.status[status].word}
    </span>
  )
}
