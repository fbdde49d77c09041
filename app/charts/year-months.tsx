import { ChartLabel } from '#app/charts/chart-label.tsx'
import type { BarLayout, MonthsLayout } from '#app/charts/year-months.layout.ts'

const LOOKS = { actual: 'current', forecast: 'current open', unknown: 'unknown' } as const

/** The months of a year as columns: known ones solid, forecast ones hatched, a tick across at the plan. */
export function YearMonths({ layout, title }: { readonly layout: MonthsLayout; readonly title: string }) {
  const { height, baseline } = layout
  return (
    <svg width="100%" height={height} role="img" aria-label={title} data-marks="">
      {layout.months.map(({ x, width, y, height: tall, plan, look, tip }) => (
        <g key={x} data-tip="">
          <title>{tip}</title>
          <rect className="hit" x={`${x}%`} width={`${width}%`} y="0" height={height} />
          <rect className={LOOKS[look]} x={`${x}%`} width={`${width}%`} y={y} height={tall} />
          {plan !== null && (
            <rect className="plan" x={`${x}%`} width={`${width}%`} y={plan - 1.5} height="3" />
          )}
        </g>
      ))}
      <line className="axis" x1="0" x2="100%" y1={baseline} y2={baseline} />
      {layout.initials.map((label) => (
        <ChartLabel key={label.x} label={label} />
      ))}
      {layout.values.map((label) => (
        <ChartLabel key={label.x} label={label} className="roomy" />
      ))}
    </svg>
  )
}

/** The year as one bar: what is known solid, what is forecast hatched with its interval, the plan as an outline. */
export function YearBar({ layout, title }: { readonly layout: BarLayout; readonly title: string }) {
  const { actual, rest, plan, whisker } = layout
  return (
    <svg className="year-bar" width="100%" height={layout.height} role="img" aria-label={title} data-marks="">
      {plan !== null && (
        <rect
          className="capacity"
          x={`${plan.x}%`}
          width={`${plan.width}%`}
          y={plan.y}
          height={plan.height}
        />
      )}
      <rect
        className="current"
        x={`${actual.x}%`}
        width={`${actual.width}%`}
        y={actual.y}
        height={actual.height}
      />
      {rest !== null && (
        <rect
          className="current open"
          x={`${rest.x}%`}
          width={`${rest.width}%`}
          y={rest.y}
          height={rest.height}
        />
      )}
      {whisker !== null && (
        <g>
          {['whisker-halo', 'whisker'].map((look) => (
            <g key={look} className={look}>
              <line x1={`${whisker.low}%`} x2={`${whisker.high}%`} y1={whisker.y} y2={whisker.y} />
              <line x1={`${whisker.low}%`} x2={`${whisker.low}%`} y1={whisker.y - 5} y2={whisker.y + 5} />
              <line x1={`${whisker.high}%`} x2={`${whisker.high}%`} y1={whisker.y - 5} y2={whisker.y + 5} />
            </g>
          ))}
        </g>
      )}
    </svg>
  )
}
