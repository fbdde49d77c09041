import { layoutBridge } from '#app/charts/variance-bridge.layout.ts'
import { asPrinted, digitsThatAgree } from '#app/metrics/enough-digits.ts'
import { formatChange, formatQuantity, formatScaled } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { ChangeFigures } from '#app/reports/synthese/load-change.server.ts'
import type { Synthese } from '#app/reports/synthese/load-synthese.server.ts'
import { figureText, quarterName, type Words } from '#app/reports/words.ts'

export type CauseId = 'volume' | 'intensity' | 'grid'
const CAUSES: readonly CauseId[] = ['volume', 'intensity', 'grid']

/** The cause that weighs most in the direction of the change. */
export function largestCause(change: ChangeFigures): CauseId {
  const direction = Math.sign((change.after.value ?? 0) - (change.before.value ?? 0)) || 1
  return [...CAUSES].sort((a, b) => direction * (change[b] - change[a]))[0] ?? 'volume'
}

/** The bridge of carbon from the quarter before, its title a sentence that the figures make true. */
export function changeView(
  change: ChangeFigures,
  compared: Synthese['compared'],
  scope: string,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.synthese.change
  const [from, to] = [change.before.value ?? 0, change.after.value ?? 0]
  const delta = to - from
  const scale = footingScale(scaleFor(Math.max(from, to), change.after.unit, language), from, to)
  const level = (value: number) => formatQuantity(value, scale, language)
  const [fromName, toName] = [
    quarterName(compared.previous.text, words),
    quarterName(compared.now.text, words),
  ]
  const signed = (value: number) => formatScaled(value, scale, language, 'always')
  return {
    title: change.differs
      ? say.title(level(from), level(to), say.causes[largestCause(change)].by)
      : say.unsureTitle(level(from), level(to)),
    note: say.note(scale.unitLabel, scope, fromName, toName, signed(change.low), signed(change.high)),
    chartTitle: say.chart(fromName, toName),
    unit: scale.unitLabel,
    layout: layoutBridge({
      start: { name: fromName, note: say.start, text: formatScaled(from, scale, language) },
      causes: CAUSES.map((cause) => causeRow(cause, change, scale, words)),
      change: {
        name: say.variation,
        note: say.variationNote(formatChange(to, from, language)),
        delta,
        text: signed(delta),
        tone: change.differs ? toneOf(delta) : 'neutral',
        interval: { low: change.low, high: change.high },
      },
      end: { name: toName, note: say.end, text: formatScaled(to, scale, language) },
    }),
    table: CAUSES.map((cause) => ({ name: say.causes[cause].name, value: signed(change[cause]) })),
    total: { name: say.variation, value: signed(delta) },
  }
}

/** One digit more, where the change is not found again from its two ends without it: an estimate has no more of them. */
function footingScale(scale: Scale, from: number, to: number): Scale {
  const more = digitsThatAgree((more) => {
    const [start, change, end] = [from, to - from, to].map((value) => asPrinted(value, scale, more))
    const half = (scale.divisor * 10 ** -(scale.decimals + more)) / 2
    return Math.abs((start ?? 0) + (change ?? 0) - (end ?? 0)) < half
  }, 1)
  return { ...scale, decimals: scale.decimals + more }
}

const toneOf = (delta: number) => (delta > 0 ? 'bad' : delta < 0 ? 'good' : 'neutral')

function causeRow(cause: CauseId, change: ChangeFigures, scale: Scale, words: Words) {
  const { language, messages } = words
  const delta = change[cause]
  return {
    name: messages.synthese.change.causes[cause].name,
    note: causeNote(cause, change, words),
    delta,
    text: formatScaled(delta, scale, language, 'always'),
    tone: toneOf(delta) as 'good' | 'bad' | 'neutral',
  }
}

function causeNote(cause: CauseId, { requests }: ChangeFigures, words: Words): string {
  const { language, messages } = words
  const say = messages.synthese.change
  const { before, after } = requests
  if (cause !== 'volume' || before === null || after === null) return say.causes[cause].note
  return say.volumeNote(figureText(after, language), formatChange(after.value, before.value, language))
}
