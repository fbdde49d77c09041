import { partClass, StackLabel } from '#app/charts/stack-label.tsx'
import type { StackedBarLayout } from '#app/charts/stacked-bar.layout.ts'

type Props = { readonly layout: StackedBarLayout; readonly title: string }

const INSET = 5

/** What a whole is made of, as one bar of 100 %, with a mark that stands out of it above and below. */
export function StackedBar({ layout, title }: Props) {
  const { height, mark } = layout
  return (
    <svg className="stack" width="100%" height={height} role="img" aria-label={title} data-marks="">
      {layout.segments.map(({ look, x, width, tip }) => (
        <g key={look} data-tip="">
          <title>{tip}</title>
          <rect
            className={partClass(look)}
            x={`${x}%`}
            width={`${width}%`}
            y={INSET}
            height={height - 2 * INSET}
          />
        </g>
      ))}
      {mark !== null && <line className="beyond" x1={`${mark}%`} x2={`${mark}%`} y1="0" y2={height} />}
      {layout.labels.map((label) => (
        <StackLabel key={`${label.text} ${label.x}`} label={label} />
      ))}
    </svg>
  )
}
