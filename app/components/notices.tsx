import { InlineText } from '#app/components/inline-text.tsx'

/** What the address asked for and the page could not follow: nothing is dropped without a word. */
export function Notices({ texts }: { readonly texts: readonly string[] }) {
  return (
    <>
      {texts.map((text) => (
        <p key={text} className="notice" role="status">
          <InlineText text={text} />
        </p>
      ))}
    </>
  )
}
