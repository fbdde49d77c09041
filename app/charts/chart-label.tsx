import type { Label } from '#app/charts/label.ts'

type Props = { readonly label: Label; readonly className?: string }

/** One text of a chart, with a halo of paper so that it stays readable over a mark. */
export function ChartLabel({ label, className = '' }: Props) {
  const classes = ['label', label.bold ? 'strong' : '', label.wide ? 'wide' : '', className].filter(Boolean)
  return (
    <text
      x={`${label.x}%`}
      y={label.y}
      dx={label.dx || undefined}
      textAnchor={label.anchor === 'start' ? undefined : label.anchor}
      className={classes.join(' ')}
    >
      {label.text}
    </text>
  )
}
