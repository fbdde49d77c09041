import { ChartLabel } from '#app/charts/chart-label.tsx'
import type { PartLabel, PartLook } from '#app/charts/share-parts.ts'

/** The class that fills a part; what nobody assigned is an outline, as what is unknown is everywhere. */
export function partClass(look: PartLook): string {
  return look === 'unassigned' ? 'frame' : look === 5 ? 'shade-4' : `part-${look}`
}

/** A text beside a stack, or on a part: without its halo where the fill is plain. */
export function StackLabel({ label }: { readonly label: PartLabel }) {
  const { look } = label
  const on =
    look === 1 || look === 2 ? 'on dark' : look === 3 || look === 4 ? 'on' : look === 5 ? 'strong' : ''
  return <ChartLabel label={label} className={label.roomy ? `roomy ${on}`.trim() : on} />
}
