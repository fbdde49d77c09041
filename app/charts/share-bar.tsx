import type { ShareLayout } from '#app/charts/share-bar.layout.ts'

type Props = { readonly layout: ShareLayout; readonly title: string }

/** What a whole is made of: one bar of 100 %, and the list that names its parts. */
export function ShareBar({ layout, title }: Props) {
  return (
    <div className="shares">
      <svg width="100%" height="22" role="img" aria-label={title} data-marks="">
        <rect className="frame" width="100%" height="22" />
        {layout.segments.map((part) => (
          <g key={part.name} data-tip="">
            <title>{`${part.name} · ${part.text}`}</title>
            <rect className={`shade-${part.shade}`} x={`${part.x}%`} width={`${part.width}%`} height="22" />
          </g>
        ))}
      </svg>
      <ul>
        {layout.segments.map((part) => (
          <li key={part.name}>
            <svg width="12" height="12" aria-hidden="true">
              <rect className={`shade-${part.shade}`} width="12" height="12" />
            </svg>
            <span>{part.name}</span> <b>{part.text}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}
