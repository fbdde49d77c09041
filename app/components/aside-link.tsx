type Props = { readonly href: string; readonly text: string }

/** One link at the right of a section's title, as lists of links are there. */
export function AsideLink({ href, text }: Props) {
  return (
    <ul className="guides">
      <li>
        <a href={href}>{text}</a>
      </li>
    </ul>
  )
}
