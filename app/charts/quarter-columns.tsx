import { ChartLabel } from '#app/charts/chart-label.tsx'
import type { ColumnMark, ColumnsLayout } from '#app/charts/quarter-columns.layout.ts'

type Props = { readonly layout: ColumnsLayout; readonly title: string }

/** Twelve quarters as columns from zero: the current one in ink, the two it is compared with in grey. */
export function QuarterColumns({ layout, title }: Props) {
  const { whisker } = layout
  return (
    <svg className="columns" width="100%" height={layout.height} role="img" aria-label={title} data-marks="">
      {layout.columns.map((column) => (
        <Column key={column.x} column={column} layout={layout} />
      ))}
      <line className="axis" x1="0" x2="100%" y1={layout.baseline} y2={layout.baseline} />
      {whisker !== null && (
        <svg x={`${whisker.x}%`} overflow="visible" aria-hidden="true">
          <path
            className="whisker-halo"
            d={`M-4 ${whisker.high}H4M0 ${whisker.high}V${whisker.low}M-4 ${whisker.low}H4`}
          />
          <path
            className="whisker"
            d={`M-4 ${whisker.high}H4M0 ${whisker.high}V${whisker.low}M-4 ${whisker.low}H4`}
          />
        </svg>
      )}
      {layout.labels.map((label) => (
        <ChartLabel key={label.text + label.x + label.y} label={label} />
      ))}
    </svg>
  )
}

function Column({ column, layout }: { readonly column: ColumnMark; readonly layout: ColumnsLayout }) {
  const box = { x: `${column.x}%`, width: `${column.width}%` }
  const { bar, capacity } = column
  return (
    <g data-tip="">
      <title>{column.tip}</title>
      <rect className="hit" {...box} y="0" height={layout.height} />
      {bar === null ? (
        <rect className="unknown" {...box} y={layout.baseline - 14} height="14" />
      ) : (
        <rect
          className={column.open ? `${column.look} open` : column.look}
          {...box}
          y={bar.y}
          height={bar.height}
        />
      )}
      {capacity !== null && <rect className="capacity" {...box} y={capacity.y} height={capacity.height} />}
      {column.plan !== null && <rect className="plan" {...box} y={column.plan - 1.5} height="3" />}
    </g>
  )
}
