import type { PartLook } from '#app/charts/share-parts.ts'
import { partClass } from '#app/charts/stack-label.tsx'

type Props = { readonly parts: readonly { readonly look: PartLook; readonly name: string }[] }

/** What each fill of a stack means, in the order in which parts are stacked. */
export function PartsKey({ parts }: Props) {
  return (
    <ul className="key">
      {parts.map(({ look, name }) => (
        <li key={look}>
          <svg width="12" height="12" aria-hidden="true">
            <rect className={partClass(look)} width="12" height="12" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
