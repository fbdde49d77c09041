import { ChartLabel } from '#app/charts/chart-label.tsx'
import type { BulletLayout } from '#app/charts/commitment-bullet.layout.ts'

type Props = {
  readonly layout: BulletLayout
  /** What the picture says, in a sentence: « Ateliers : 49 % au T3 2026, trajectoire 45,8 %, cible 70 % fin 2027 ». */
  readonly title: string
}

/** A commitment's way from its start to its target: bar = level, triangle = trajectory today, tick = target. */
export function CommitmentBullet({ layout, title }: Props) {
  const { bar, target, trajectory } = layout
  return (
    <svg className="bullet" width="100%" height={layout.height} role="img" aria-label={title}>
      <title>{title}</title>
      {layout.partial ? (
        <rect className="frame" y="6" width={`${target}%`} height="20" />
      ) : (
        <rect className="track" y="6" width="100%" height="20" />
      )}
      {bar !== null && (
        <rect
          className={layout.partial ? 'partial' : 'current'}
          y={layout.partial ? 21 : 12}
          width={`${bar}%`}
          height={layout.partial ? 5 : 8}
        />
      )}
      {layout.beyond === 'before-start' && <path className="beyond" d="M-1 11l-4.5 5 4.5 5" />}
      {layout.beyond === 'past-axis' && (
        <svg x="100%" overflow="visible" aria-hidden="true">
          <path className="beyond" d="M1 11l4.5 5-4.5 5" />
        </svg>
      )}
      {trajectory !== null && (
        <svg x={`${trajectory}%`} overflow="visible" aria-hidden="true">
          <path className="trajectory" d="M0 5V26M0 5l-4-5h8z" />
        </svg>
      )}
      <line className="target" x1={`${target}%`} x2={`${target}%`} y1="3" y2="29" />
      {layout.labels.map((label) => (
        <ChartLabel key={label.text + label.x} label={label} />
      ))}
    </svg>
  )
}
