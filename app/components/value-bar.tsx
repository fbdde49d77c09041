/** A bar from zero beside its number; `share` is of the largest, in %. */
export function ValueBar({ share }: { readonly share: number }) {
  return (
    <svg width="100%" height="10" aria-hidden="true">
      <rect className="current" width={`${share}%`} height="10" />
    </svg>
  )
}
