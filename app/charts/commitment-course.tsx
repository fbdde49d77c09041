import { ChartLabel } from '#app/charts/chart-label.tsx'
import type { CourseLayout } from '#app/charts/commitment-course.layout.ts'

type Props = {
  readonly layout: CourseLayout
  readonly title: string
  readonly gapTitle: string
  readonly note: string
}

/** Level in ink, trajectory in grey, what comes if nothing changes dashed in its interval; the gap on the same axis below. */
export function CommitmentCourse({ layout, title, gapTitle, note }: Props) {
  const { height, gapHeight, target } = layout
  return (
    <>
      <svg className="course" width="100%" height={height} role="img" aria-label={title} data-marks="">
        {layout.scale.map(({ y }) => (
          <line key={y} className="mark" x1="0" x2="100%" y1={y} y2={y} />
        ))}
        <svg
          width="100%"
          height={height}
          viewBox={`0 0 100 ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          {layout.band !== '' && <path className="band" d={layout.band} />}
          <path className="way" d={layout.trajectory} />
          {layout.projection !== '' && <path className="ahead" d={layout.projection} />}
          {layout.level !== '' && <path className="level" d={layout.level} />}
        </svg>
        {layout.dots.map(({ x, y, tip, isLast, isPartial }) => (
          <g key={x} data-tip="">
            <title>{tip}</title>
            <circle className={isPartial ? 'dot open' : 'dot'} cx={`${x}%`} cy={y} r={isLast ? 4 : 2.5} />
          </g>
        ))}
        {target !== null && (
          <line
            className="target"
            x1={`${target.x}%`}
            x2={`${target.x}%`}
            y1={target.y - 7}
            y2={target.y + 7}
          />
        )}
        {layout.scale.map(({ label }) => (
          <ChartLabel key={label.y} label={label} className="scale" />
        ))}
        {layout.labels.map((label) => (
          <ChartLabel key={label.text + label.y} label={label} />
        ))}
      </svg>
      <p className="note">{note}</p>
      <svg
        className="course gaps"
        width="100%"
        height={gapHeight}
        role="img"
        aria-label={gapTitle}
        data-marks=""
      >
        <rect
          className="tolerance"
          x="0"
          width="100%"
          y={layout.tolerance.y}
          height={layout.tolerance.height}
        />
        {layout.gaps.map(({ x, width, y, height: tall, look, tip }) => (
          <g key={x} data-tip="">
            <title>{tip}</title>
            <rect className={look} x={`${x}%`} width={`${width}%`} y={y} height={tall} />
          </g>
        ))}
        <line className="axis" x1="0" x2="100%" y1={layout.zero} y2={layout.zero} />
      </svg>
    </>
  )
}
