const LIGHTHOUSE =
  'M16 11a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 0 1 0-7.2zM13.6 20.2h4.8L20.8 31h-9.6zM11 12.3 5.2.5H0V6l10.5 8.2a5.7 5.7 0 0 1 .5-1.9zM21 12.3 26.8.5H32V6l-10.5 8.2a5.7 5.7 0 0 0-.5-1.9z'

/** A lighthouse whose two beams make a V, a lookout with raised arms. Takes the colour of its text. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
      <path d={LIGHTHOUSE} fill="currentColor" />
    </svg>
  )
}
