import { partClass, StackLabel } from '#app/charts/stack-label.tsx'
import type { StackedColumnsLayout } from '#app/charts/stacked-columns.layout.ts'

type Props = { readonly layout: StackedColumnsLayout; readonly title: string }

/** What a whole is made of, quarter after quarter: parts from the bottom up, a mark across, the trajectory over them. */
export function StackedColumns({ layout, title }: Props) {
  const { height, baseline, top } = layout
  return (
    <svg className="stack" width="100%" height={height} role="img" aria-label={title} data-marks="">
      {layout.columns.map(({ x, width, tip, segments, level, open }) => (
        <g key={x}>
          {segments === null ? (
            <g data-tip="">
              <title>{tip}</title>
              <rect className="unknown" x={`${x}%`} width={`${width}%`} y={top} height={baseline - top} />
            </g>
          ) : (
            segments.map((segment) => (
              <g key={segment.look} data-tip="">
                <title>{segment.tip}</title>
                <rect
                  className={partClass(segment.look)}
                  x={`${x}%`}
                  width={`${width}%`}
                  y={segment.y}
                  height={segment.height}
                />
              </g>
            ))
          )}
          {open && <rect className="open" x={`${x}%`} width={`${width}%`} y={baseline + 1} height="4" />}
          {level !== null && (
            <line className="beyond" x1={`${x}%`} x2={`${x + width}%`} y1={level} y2={level} />
          )}
        </g>
      ))}
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {layout.trajectory !== '' && <path className="expected" d={layout.trajectory} />}
      </svg>
      {layout.dots.map(({ x, y, tip }) => (
        <g key={x} data-tip="">
          <title>{tip}</title>
          <circle className="trajectory" cx={`${x}%`} cy={y} r="3" />
        </g>
      ))}
      {layout.labels.map((label) => (
        <StackLabel key={`${label.text} ${label.x} ${label.y}`} label={label} />
      ))}
    </svg>
  )
}
