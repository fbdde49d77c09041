import type { ReactNode } from 'react'
import type { Status } from '#app/charts/status-mark.tsx'

type Props = {
  /** The letter of each status in the page's language: T, R, M, N; K, R, M, N. */
  readonly letters: Readonly<Record<Status, string>>
}

const SHAPES: Readonly<Record<Status, ReactNode>> = {
  kept: <circle cx="10" cy="10" r="9.5" fill="currentColor" />,
  at_risk: <path d="M10 .3 19.7 10 10 19.7.3 10z" fill="currentColor" />,
  missed: <path d="M1 1h18v18H1z" fill="currentColor" />,
  not_assessable: (
    <circle
      cx="10"
      cy="10"
      r="8.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="3 2.2"
    />
  ),
}
const STATUSES = Object.keys(SHAPES) as Status[]

/** Patterns and symbols that charts refer to: once per page, before the first chart. */
export function ChartDefs({ letters }: Props) {
  return (
    <svg className="chart-defs" width="0" height="0" aria-hidden="true">
      <defs>
        {STATUSES.map((status) => (
          <symbol key={status} id={`status-${status}`} viewBox="0 0 20 20">
            {SHAPES[status]}
            <text
              x="10"
              y="14.2"
              textAnchor="middle"
              className={status === 'not_assessable' ? 'ring' : 'letter'}
            >
              {letters[status]}
            </text>
          </symbol>
        ))}
        <Hatch id="hatch-bad" className="hatch-bad" ground />
        <Hatch id="hatch-grey" className="hatch-grey" />
        <Hatch id="hatch-ink" className="hatch-ink" ground />
      </defs>
    </svg>
  )
}

function Hatch({
  id,
  className,
  ground = false,
}: {
  readonly id: string
  readonly className: string
  readonly ground?: boolean
}) {
  return (
    <pattern
      id={id}
      className={className}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      {ground && <rect className="ground" width="5" height="5" />}
      <rect width="2" height="5" />
    </pattern>
  )
}
