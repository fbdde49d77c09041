import type { ReactNode } from 'react'
import { TARGET_X } from '#app/charts/commitment-bullet.layout.ts'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

type WallProps = { readonly language: Language /** `PromiseGroup`s. */; readonly children: ReactNode }

/** All commitments under one head, on one axis from start to target. */
export function CommitmentWall({ language, children }: WallProps) {
  const words = messagesFor(language).shell.wall
  return (
    <div className="wall">
      <div className="wall-head" aria-hidden="true">
        <span>{words.status}</span>
        <span>{words.commitment}</span>
        <svg className="bullet" width="100%" height="13" aria-hidden="true">
          <text y="9">{words.start}</text>
          <text x={`${TARGET_X / 2}%`} y="9" textAnchor="middle">
            {words.halfway}
          </text>
          <text x={`${TARGET_X}%`} dx="1.5" y="9" textAnchor="end">
            {words.target}
          </text>
        </svg>
        <span>{words.level}</span>
        <span>{words.gap}</span>
        <span>{words.quarters}</span>
      </div>
      {children}
    </div>
  )
}

type KeyProps = { readonly language: Language /** « T3 2026 ». */; readonly quarter: string }

/** The key of the wall's notation, for the right of its title. */
export function WallKey({ language, quarter }: KeyProps) {
  const words = messagesFor(language).shell.wall
  return (
    <ul className="key">
      <li>
        <svg width="26" height="16" aria-hidden="true">
          <rect className="current" y="4" width="26" height="8" />
        </svg>
        {quarter}
      </li>
      <li>
        <svg width="14" height="16" aria-hidden="true">
          <path className="trajectory" d="M7 5v11M7 5 3 0h8z" />
        </svg>
        {words.trajectory}
      </li>
      <li>
        <svg width="8" height="16" aria-hidden="true">
          <line className="target" x1="4" x2="4" y2="16" />
        </svg>
        {words.targetAndTerm}
      </li>
    </ul>
  )
}
