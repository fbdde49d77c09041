import { type Language, messagesFor } from '#app/i18n/messages.ts'

type Props = {
  readonly language: Language
  /** Any HTTP status; what has no words of its own reads as 500, or as 400 below it. */
  readonly status: number
  /** What was wrong and how to mend it, when the page knows: shown instead of the general text. */
  readonly detail?: string
  /** Addresses that work: the home page at least. */
  readonly links: readonly { readonly href: string; readonly label: string }[]
  /** The id under which the server recorded the request; null when it was never given one. */
  readonly requestId: string | null
}

/** The content of a page that could not be shown; `Shell` goes around it. */
export function ErrorPage({ language, status, detail, links, requestId }: Props) {
  const { errors, errorStatus, errorLinks, errorReference } = messagesFor(language).shell
  const words = isKnown(status) ? errors[status] : errors[status < 500 ? 400 : 500]
  return (
    <div className="error-page">
      <p className="note">{errorStatus(status)}</p>
      <h1>{words.title}</h1>
      <p>{detail ?? words.text}</p>
      <nav aria-label={errorLinks}>
        <ul>
          {links.map(({ href, label }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {requestId !== null && (
        <p className="note">
          {errorReference} <code>{requestId}</code>
        </p>
      )}
    </div>
  )
}

function isKnown(status: number): status is 400 | 403 | 404 | 500 | 503 {
  return [400, 403, 404, 500, 503].includes(status)
}
