import type { ReactNode } from 'react'
import { ChartLabel } from '#app/charts/chart-label.tsx'
import type { BridgeLayout, BridgeRow } from '#app/charts/variance-bridge.layout.ts'

type Props = {
  readonly layout: BridgeLayout
  readonly title: string
  /** Said after each figure for those who do not see the picture: « tCO₂e ». */
  readonly unit: string
  /** Sets words in type: subscripts, raised letters. */
  readonly word?: (text: string) => ReactNode
}

/** From one level to the next, cause by cause: a list for the ear, a bridge for the eye. */
export function VarianceBridge({ layout, title, unit, word = (text) => text }: Props) {
  return (
    <ol className="bridge" aria-label={title} data-marks="">
      {layout.rows.map((row) => (
        <li key={row.kind + row.name} className={`is-${row.kind}`}>
          <div className="name">
            <b>{word(row.name)}</b> {row.note !== '' && <span>{word(row.note)}</span>}
            <span className="hidden">
              {row.text} {word(unit)}
            </span>
          </div>
          <svg width="100%" height="100%" aria-hidden="true" className={row.tone}>
            <Marks row={row} zero={layout.zero} />
          </svg>
        </li>
      ))}
    </ol>
  )
}

function Marks({ row, zero }: { readonly row: BridgeRow; readonly zero: number }) {
  const top = row.kind === 'start' ? '62%' : '0'
  const bottom = row.kind === 'change' ? '76%' : '100%'
  return (
    <g data-tip="">
      <title>{`${row.name} · ${row.text}`}</title>
      {row.kind !== 'end' && <line className="zero" x1={`${zero}%`} x2={`${zero}%`} y1={top} y2={bottom} />}
      {row.from !== null && <Thread x={row.from} y1="0" y2={row.kind === 'end' ? '26%' : '24%'} />}
      {row.to !== null && row.kind !== 'start' && <Thread x={row.to} y1="76%" y2="100%" />}
      {row.bar !== null && (
        <rect className="bar" x={`${row.bar.x}%`} width={`${row.bar.width}%`} y="24%" height="52%" />
      )}
      {row.whisker !== null && <Whisker {...row.whisker} />}
      <svg y="50%" overflow="visible" aria-hidden="true">
        <ChartLabel label={{ ...row.label, y: 4 }} />
      </svg>
    </g>
  )
}

function Thread({ x, y1, y2 }: { readonly x: number; readonly y1: string; readonly y2: string }) {
  return <line className="thread" x1={`${x}%`} x2={`${x}%`} y1={y1} y2={y2} />
}

function Whisker({ low, high }: { readonly low: number; readonly high: number }) {
  const [from, to] = [`${low}%`, `${high}%`]
  return (
    <>
      <line className="whisker-halo" x1={from} x2={to} y1="50%" y2="50%" />
      <line className="whisker" x1={from} x2={to} y1="50%" y2="50%" />
      <line className="whisker" x1={from} x2={from} y1="40%" y2="60%" />
      <line className="whisker" x1={to} x2={to} y1="40%" y2="60%" />
    </>
  )
}
