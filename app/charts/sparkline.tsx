import type { SparklineLayout } from '#app/charts/sparkline.layout.ts'

type Props = { readonly layout: SparklineLayout; readonly title: string }

/** Twelve quarters in the space of a word, with the trajectory behind and a dot on the last. */
export function Sparkline({ layout, title }: Props) {
  return (
    <svg
      className={layout.partial ? 'sparkline is-partial' : 'sparkline'}
      width={layout.width}
      height={layout.height}
      role="img"
      aria-label={title}
    >
      <title>{title}</title>
      {layout.trajectory !== '' && <path className="path" d={layout.trajectory} />}
      {layout.path !== '' && <path className="line" d={layout.path} />}
      {layout.lone.map(({ x, y }) => (
        <circle key={x} className="dot" cx={x} cy={y} r="1.4" />
      ))}
      {layout.end !== null && <circle className="dot end" cx={layout.end.x} cy={layout.end.y} r="2.8" />}
    </svg>
  )
}
