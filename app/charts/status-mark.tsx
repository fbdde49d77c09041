export type Status = 'kept' | 'at_risk' | 'missed' | 'not_assessable'

type Props = { readonly status: Status }

/** A status as shape, letter and colour; its word stands beside it. Needs `<ChartDefs>` once in the page. */
export function StatusMark({ status }: Props) {
  return (
    <svg className={`status-mark ${status}`} width="20" height="20" aria-hidden="true">
      <use href={`#status-${status}`} />
    </svg>
  )
}
