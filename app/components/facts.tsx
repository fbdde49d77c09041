import { InlineText } from '#app/components/inline-text.tsx'

type Props = {
  readonly facts: readonly {
    readonly term: string
    readonly text: string
    readonly href?: string | undefined
  }[]
}

/** Terms and what they are, one a line; a term with an address leads there. */
export function Facts({ facts }: Props) {
  return (
    <dl className="facts">
      {facts.map(({ term, text, href }) => (
        <div key={term + text}>
          <dt>{href === undefined ? term : <a href={href}>{term}</a>}</dt>
          <dd>
            <InlineText text={text} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
