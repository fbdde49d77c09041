import { scaleLinear } from 'd3'
import { type Label, round, TEXT_SIZE } from '#app/charts/label.ts'
import { textWidth } from '#app/charts/text-width.ts'

export type BridgeTone = 'good' | 'bad' | 'neutral'
export type BridgeTotal = { readonly name: string; readonly note: string; readonly text: string }
export type BridgeCause = {
  readonly name: string
  readonly note: string
  /** In the unit of the chart; null when the cause could not be told apart. */
  readonly delta: number | null
  /** Already formatted with its sign: « +0,6 ». */
  readonly text: string
  /** By meaning, not by sign: less carbon is good. */
  readonly tone: BridgeTone
}
export type BridgeChange = BridgeCause & {
  readonly delta: number
  readonly interval: { readonly low: number; readonly high: number } | null
}
export type BridgeInput = {
  readonly start: BridgeTotal
  readonly causes: readonly BridgeCause[]
  readonly change: BridgeChange
  readonly end: BridgeTotal
}

export type BridgeRow = {
  readonly kind: 'start' | 'cause' | 'change' | 'end'
  readonly name: string
  readonly note: string
  readonly text: string
  readonly tone: BridgeTone
  readonly bar: { readonly x: number; readonly width: number } | null
  /** x of the thread that comes from the row above, and of the one that leaves to the row below. */
  readonly from: number | null
  readonly to: number | null
  readonly whisker: { readonly low: number; readonly high: number } | null
  readonly label: Label
}
export type BridgeLayout = { readonly zero: number; readonly rows: readonly BridgeRow[] }

/** What the style sheet keeps free on each side of the bars for figures, in px. */
export const PADDING = 76
const GAP = 8
const MIDDLE = { dx: 0, y: 0, anchor: 'middle', bold: true, wide: false } as const

/**
 * A horizontal bridge whose zero is the starting level: bars have their true length, nothing is truncated.
 * x in % between the two paddings. Throws RangeError when known causes do not add up to the change.
 */
export function layoutBridge({ start, causes, change, end }: BridgeInput): BridgeLayout {
  const steps = cumulate(causes)
  refuseAGap(causes, steps.at(-1)?.to ?? 0, change.delta)
  const ends = change.interval === null ? [] : [change.interval.low, change.interval.high]
  const reach = [0, change.delta, ...ends, ...steps.map(({ to }) => to)]
  const [low, high] = [Math.min(...reach), Math.max(...reach)]
  const scale = low === high ? () => 50 : scaleLinear([low, high], [0, 100])
  const x = (value: number) => round(scale(value))
  const zero = x(0)
  const arrival = x(change.delta)
  const total = { tone: 'neutral', bar: null, whisker: null } as const
  const whisker =
    change.interval === null ? null : { low: x(change.interval.low), high: x(change.interval.high) }
  const span = (from: number, to: number) => ({ x: Math.min(from, to), width: round(Math.abs(to - from)) })
  return {
    zero,
    rows: [
      {
        kind: 'start',
        ...start,
        ...total,
        from: null,
        to: zero,
        label: { ...MIDDLE, x: zero, text: start.text },
      },
      ...causes.map((cause, index): BridgeRow => {
        const { from, to } = steps[index] ?? { from: 0, to: 0 }
        const bar = cause.delta === null ? null : span(x(from), x(to))
        const text = cause.text + triangle(cause.delta)
        const outer = { low: Math.min(x(from), x(to)), high: Math.max(x(from), x(to)) }
        const label = outerLabel(text, outer, (cause.delta ?? 0) < 0)
        return { kind: 'cause', ...pick(cause), bar, from: x(from), to: x(to), whisker: null, label }
      }),
      {
        kind: 'change',
        ...pick(change),
        bar: span(zero, arrival),
        from: null,
        to: arrival,
        whisker,
        label: outerLabel(change.text, outerEnds([zero, arrival], whisker), change.delta < 0),
      },
      {
        kind: 'end',
        ...end,
        ...total,
        from: arrival,
        to: null,
        label: { ...MIDDLE, x: arrival, text: end.text },
      },
    ],
  }
}

function pick({ name, note, text, tone }: BridgeCause) {
  return { name, note, text, tone }
}

function cumulate(causes: readonly BridgeCause[]): { from: number; to: number }[] {
  let level = 0
  return causes.map(({ delta }) => {
    const from = level
    level += delta ?? 0
    return { from, to: level }
  })
}

function refuseAGap(causes: readonly BridgeCause[], sum: number, delta: number): void {
  if (causes.length === 0 || causes.some((cause) => cause.delta === null)) return
  const size = Math.max(Math.abs(delta), ...causes.map((cause) => Math.abs(cause.delta ?? 0)))
  if (Math.abs(sum - delta) > size * 1e-6) {
    throw new RangeError(`the causes add up to ${sum}, the change is ${delta}: add the missing cause`)
  }
}

function triangle(delta: number | null): string {
  return delta === null || delta === 0 ? '' : delta > 0 ? ' ▲' : ' ▼'
}

function outerEnds(bar: readonly number[], whisker: BridgeRow['whisker']) {
  const all = whisker === null ? bar : [...bar, whisker.low, whisker.high]
  return { low: Math.min(...all), high: Math.max(...all) }
}

function outerLabel(text: string, { low, high }: { low: number; high: number }, falls: boolean): Label {
  const fits = textWidth(text, { size: TEXT_SIZE, bold: true }) + GAP <= PADDING
  // A figure too long for the margin ends at the edge, over its own bar, rather than outside the picture.
  const [x, dx] = fits ? [falls ? low : high, GAP] : [falls ? 0 : 100, PADDING]
  const anchor = falls === fits ? 'end' : 'start'
  return { ...MIDDLE, x, dx: falls ? -dx : dx, anchor, text }
}
