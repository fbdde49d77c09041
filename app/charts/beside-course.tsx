import type { BesideCourseLayout } from '#app/charts/beside-course.layout.ts'

type Props = {
  readonly layout: BesideCourseLayout
  /** Names the picture; null where the words around it say everything. */
  readonly title: string | null
  /** Says that nothing can be assessed: an empty dashed frame. */
  readonly isUnknown?: boolean
}

/** A course in ink over another in grey, on one scale; texts stand beside it, so that none can meet. */
export function BesideCourse({ layout, title, isUnknown = false }: Props) {
  const { height, marks } = layout
  return (
    <svg
      className="course"
      width="100%"
      height={height}
      role="img"
      aria-label={title ?? undefined}
      aria-hidden={title === null || undefined}
    >
      {marks.map((y) => (
        <line key={y} className="mark" x1="0" x2="100%" y1={y} y2={y} />
      ))}
      {isUnknown && <rect className="frame" x="0" y="1" width="100%" height={height - 2} />}
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 100 ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {layout.beside !== '' && <path className="way" d={layout.beside} />}
        {layout.path !== '' && <path d={layout.path} />}
        {layout.ahead !== '' && <path className="ahead" d={layout.ahead} />}
      </svg>
      {layout.dots.map(({ x, y, quarter, isLast, isOpen }) => (
        <circle
          key={quarter}
          className={isOpen ? 'trajectory' : 'dot'}
          cx={`${x}%`}
          cy={y}
          r={isLast ? 3 : 2}
        />
      ))}
    </svg>
  )
}
