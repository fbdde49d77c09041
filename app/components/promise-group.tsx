import type { ReactNode } from 'react'

type Props = {
  /** « Maîtrisée », « Sobre », « Souveraine ». */
  readonly name: string
  /** Its `CommitmentRow`s. */
  readonly children: ReactNode
}

/** One of the three words of the promise, with the commitments that give it substance. */
export function PromiseGroup({ name, children }: Props) {
  return (
    <div className="promise">
      <h3>{name}</h3>
      <ol>{children}</ol>
    </div>
  )
}
