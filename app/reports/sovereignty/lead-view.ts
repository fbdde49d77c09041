import { formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { perimeterText } from '#app/reports/filter-bar-view.ts'
import { isUnanswered } from '#app/reports/panel.ts'
import { LADDER } from '#app/reports/sovereignty/kinds.ts'
import type { Sovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { measuresOf } from '#app/reports/sovereignty/measures-view.ts'
import { partName } from '#app/reports/sovereignty/part-words.ts'
import { mainCurrency, partsOf } from '#app/reports/sovereignty/parts.ts'
import { partialText } from '#app/reports/topics/lacking.ts'
import { quarterName, type Words } from '#app/reports/words.ts'

/** What share of spend is on the first rungs, a year ago, against the commitment, and by other measures. */
export function leadView(data: Sovereignty, entities: Entities, words: Words) {
  return { message: messageOf(data, words), standfirst: standfirstOf(data, entities, words).join(' ') }
}

function messageOf(data: Sovereignty, words: Words): string {
  const { language, messages } = words
  const say = messages.sovereignty.lead
  const { ladder } = data
  const period = messages.synthese.during(quarterName(data.compared.now.text, words))
  if (ladder.figures === null) {
    if (ladder.state === 'late') return say.late(period)
    return isUnanswered(ladder) ? say.unanswered(period) : say.nothing(period)
  }
  const series = mainSeries(data)
  const now = series?.now.value ?? null
  if (now === null) return say.noHosting(period)
  const before = series?.yearBefore?.value ?? null
  const [text, past] = [formatShare(now, language), formatShare(before, language)]
  const year =
    before === null
      ? say.noYear
      : data.closed
        ? text === past
          ? say.same
          : say.yearBefore(past)
        : sameDays(past, text === past, data, words)
  return [`${say.now(text, period)}${year}.`, ...judged(data, words), ...others(data, words)].join(' ')
}

/** An open quarter is compared with the same days a year before; all of that quarter, which the table shows too, is told beside. */
function sameDays(past: string, isSame: boolean, data: Sovereignty, { language, messages }: Words): string {
  const say = messages.sovereignty.lead
  const quarter = data.compared.yearBefore.text.split('~')[0]
  const at = data.quarters.findIndex(({ text }) => text === quarter)
  const whole = mainSeries(data)?.quarters[at]?.value ?? null
  const told = isSame ? say.sameDaysAlike : say.sameDays(past)
  return whole === null ? told : `${told}${say.wholeQuarter(formatShare(whole, language))}`
}

/** The series of the currency that the ladder is drawn in. */
function mainSeries({ ladder }: Sovereignty) {
  const { cost = [], shares = [] } = ladder.figures ?? {}
  const { currency } = mainCurrency(cost.at(-1) ?? [])
  return shares.find(({ now }) => now.currency === currency) ?? shares[0] ?? null
}

function judged({ ladder }: Sovereignty, { language, messages }: Words): readonly string[] {
  const say = messages.sovereignty.lead
  const now = ladder.figures?.assessed?.now
  if (now === undefined || now.expected === null) return []
  if (now.status === 'not_assessable') return [say.unjudged]
  const status = messages.shell.status[now.status].word.toLocaleLowerCase(language)
  return [say.judged(formatShare(now.expected, language), status)]
}

/** What the same ladder says in tokens and in hours. */
function others({ measures }: Sovereignty, { language, messages }: Words): readonly string[] {
  const say = messages.sovereignty.lead
  const told = measuresOf(measures.figures ?? [], ['tokens', 'gpu_hours'], LADDER).flatMap(({ id, whole }) =>
    whole.first === null
      ? []
      : [(id === 'tokens' ? say.tokens : say.hours)(formatShare(whole.first, language))],
  )
  return told.length === 0 ? [] : [say.measures(told)]
}

/** A bill that is missing moves every share: it is said before anything is read of them. */
function partial({ spend, compared }: Sovereignty, currency: string | null, words: Words): readonly string[] {
  const { cost = [], lacking = [] } = spend.figures ?? {}
  const whole = cost.find((figure) => figure.currency === currency) ?? null
  const text = partialText(whole, compared.now, lacking, words)
  return text === null ? [] : [words.messages.topics.partial.now(text)]
}

function standfirstOf(data: Sovereignty, entities: Entities, words: Words): readonly string[] {
  const { language, messages } = words
  const say = messages.sovereignty.standfirst
  const { ladder, commitment, isPart, filters, state } = data
  const names = messages.topics.both(LADDER.first.map((id) => partName('hosting', id, words)))
  const isFiltered = Object.keys(filters).length > 0
  const cost = ladder.figures?.cost.at(-1) ?? []
  const { currency, others } = mainCurrency(cost)
  const whole = partsOf(
    cost.filter((figure) => figure.currency === currency),
    LADDER,
  )
  return [
    ...(isFiltered ? [say.limited(perimeterText(state, entities, words))] : []),
    say.rungs(names),
    ...partial(data, currency, words),
    ...(whole.known === null || whole.known >= 1
      ? []
      : [say.unknown(formatShare(1 - whole.known, language, 1))]),
    ...(commitment === null ? [say.noCommitment] : isPart ? [say.filtered] : []),
    ...(commitment !== null && !isPart && commitment.window === 'rolling_year' ? [say.rolling] : []),
    ...(currency === null || others.length === 0 ? [] : [say.currencies(currency, others.join(', '))]),
  ]
}
