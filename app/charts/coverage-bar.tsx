type Props = {
  /** From 0 to 1; null when unknown, which draws an empty dashed frame. */
  readonly share: number | null
  /** Incomplete is hatched, so that it shows without colour. */
  readonly complete: boolean
  readonly small?: boolean
}

/** A row's bar of coverage. The figure stands beside it in words, so the picture itself is silent. */
export function CoverageBar({ share, complete, small = false }: Props) {
  const width = `${Math.round(Math.min(1, Math.max(0, share ?? 0)) * 1000) / 10}%`
  return (
    <svg className="coverage" width={small ? 56 : '100%'} height="8" aria-hidden="true">
      <rect className={share === null ? 'frame' : 'outline'} x="0" y="0" width="100%" height="8" />
      <rect className={complete ? 'current' : 'missing'} width={width} height="8" />
    </svg>
  )
}
