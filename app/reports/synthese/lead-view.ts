import { differs } from '#app/figures/uncertainty.ts'
import { formatChange, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { AssessedCommitment } from '#app/reports/commitment-readings.server.ts'
import { gapText } from '#app/reports/commitment-words.ts'
import { tallyOf } from '#app/reports/commitments/wall-view.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import { isUnanswered } from '#app/reports/panel.ts'
import { largestCause } from '#app/reports/synthese/change-view.ts'
import type { Synthese } from '#app/reports/synthese/load-synthese.server.ts'
import { figureText, quarterName, type Words } from '#app/reports/words.ts'
import type { PerimeterState } from '#app/warehouse/warehouse.ts'

/** The message of the page: what is missed first, in counts a person can picture, then what changed. */
export function leadView(data: Synthese, words: Words) {
  // Commitments are the whole group's: they say nothing of a part of it.
  const isWhole = Object.keys(data.filters).length === 0
  const commitments = isWhole ? (data.wall.figures?.assessed ?? null) : null
  return {
    message: commitments === null ? dataMessage(data, words) : missionMessage(data, commitments, words),
    standfirst: standfirst(data, words),
    tally: commitments === null ? null : tallyOf(commitments),
  }
}

function missionMessage(data: Synthese, commitments: readonly AssessedCommitment[], words: Words): string {
  const say = words.messages.synthese.message
  const { kept, not_assessable } = tallyOf(commitments)
  const change = carbonChange(data, words)
  return [
    ...commitments
      .filter(({ now }) => now.status === 'missed')
      .slice(0, 2)
      .map((each) => missedText(each, data, words)),
    not_assessable === commitments.length
      ? say.noneAssessable(commitments.length)
      : change === null
        ? say.kept(kept, commitments.length)
        : say.keptThen(kept, commitments.length, change),
  ].join(' ')
}

function missedText(missed: AssessedCommitment, data: Synthese, words: Words): string {
  const say = words.messages.synthese.message
  const { inProduction = null, reviewedShare = null } = data.wall.figures ?? {}
  if (missed.metric === 'reviewed_share' && inProduction !== null && reviewedShare !== null)
    return say.unreviewed(Math.round(inProduction * (1 - reviewedShare)))
  return say.missed(missed.commitment.name[words.language], gapText(missed, missed.now.gap ?? 0, words))
}

function carbonChange(data: Synthese, { language, messages }: Words): string | null {
  const say = messages.synthese.message.carbon
  const carbon = data.headlines.figures?.carbon_kg[0]
  if (carbon === undefined || carbon.previous === null || carbon.previous.value === null) return null
  if (differs(carbon.now, carbon.previous) !== true) return say.unsure
  const by = formatChange(carbon.now.value, carbon.previous.value, language)
  return (carbon.now.value ?? 0) < carbon.previous.value ? say.down(unsigned(by)) : say.up(unsigned(by))
}

const unsigned = (change: string) => change.replace(/^[+−]/, '')

/** Without a mission, the page opens with what was imported. */
function dataMessage(data: Synthese, words: Words): string {
  const say = words.messages.synthese.message
  const period = words.messages.synthese.during(quarterName(data.compared.now.text, words))
  const cost = data.headlines.figures?.cost[0]?.now
  if (cost !== undefined && cost.value !== null) {
    const amount = figureText(cost, words.language)
    const top = data.quality.figures?.costByService.find(({ currency }) => currency === cost.currency)
    const share = top?.value == null || cost.value <= 0 ? 0 : top.value / cost.value
    return share > 0 && share < 1
      ? say.invoicedMostly(amount, period, formatShare(share, words.language), top?.by.service ?? '')
      : say.invoiced(amount, period)
  }
  const requests = data.headlines.figures?.requests[0]?.now
  if (data.headlines.state === 'late') return say.late(period)
  if (isUnanswered(data.headlines)) return say.unanswered(period)
  if (requests !== undefined) return say.used(figureText(requests, words.language), period)
  // The data are there, and the filters hold nothing of them.
  return Object.keys(data.filters).length === 0
    ? say.nothing(period)
    : words.messages.topics.lead.nothing(period)
}

function standfirst(data: Synthese, words: Words): string {
  const say = words.messages.synthese.standfirst
  const figures = data.headlines.figures
  const carbon = figures?.carbon_kg[0]
  const isWhole = Object.keys(data.filters).length === 0
  const sentences = [
    ...(carbon === undefined || figures === null ? [] : [footprintText(data, carbon, words)]),
    ...(isWhole && data.mission === null ? [say.noMission] : []),
    ...(isWhole && data.perimeter !== null && figures?.cost[0] !== undefined
      ? [perimeterSentence(data.perimeter, words)]
      : []),
  ]
  return sentences.join(' ')
}

/** Which rows the cost counts as AI, and what is kept out of it until someone decides. */
function perimeterSentence({ declared, undecided }: PerimeterState, { language, messages }: Words): string {
  const say = messages.synthese.standfirst.perimeter
  if (declared === 'nowhere') return say.nowhere
  const amounts = undecided.map(({ currency, billed }) =>
    formatQuantity(Number(billed), scaleFor(Number(billed), currency, language), language),
  )
  const left = amounts.length === 0 ? say.allDecided : say.undecided(amounts.join(' + '))
  return `${declared === 'partly' ? say.partly : say.everywhere} ${left}`
}

function footprintText(data: Synthese, carbon: Series, words: Words): string {
  const { language, messages } = words
  const say = messages.synthese.standfirst
  const change = data.change.figures
  const figures = data.headlines.figures
  const delta = (carbon.now.value ?? 0) - (carbon.previous?.value ?? 0)
  const told = carbon.previous !== null && differs(carbon.now, carbon.previous) === true
  const than = quarterName(data.compared.previous.text, words)
  const by = formatQuantity(Math.abs(delta), scaleFor(carbon.now.value, carbon.now.unit, language), language)
  const cause = change === null ? null : messages.synthese.change.causes[largestCause(change)].by
  return [
    (Object.keys(data.filters).length === 0 ? say.emitted : say.emittedHere)(
      figureText(carbon.now, language),
    ),
    told ? (delta < 0 ? say.less(by, than) : say.more(by, than)) : '',
    told && cause !== null ? say.mostly(cause) : '',
    say.consumed(figureText(figures?.energy_kwh[0]?.now ?? null, language)),
    perRequestText(figures?.energy_per_request[0], figures?.requests_assessed[0], words),
    say.end,
  ].join('')
}

/** Energy per request beside the number of requests that it divides by: a gain that volume eats is said in the same breath. */
function perRequestText(
  perRequest: Series | undefined,
  requests: Series | undefined,
  { language, messages }: Words,
): string {
  const say = messages.synthese.standfirst
  if (perRequest === undefined || perRequest.now.value === null) return ''
  const before = perRequest.yearBefore?.value ?? null
  const text = say.perRequest(figureText(perRequest.now, language))
  if (before === null || before === 0) return text
  const by = unsigned(formatChange(perRequest.now.value, before, language))
  if (perRequest.now.value > before) return text + say.perRequestMore(by)
  const [now, past] = [requests?.now.value ?? null, requests?.yearBefore?.value ?? null]
  const more =
    now !== null && past !== null && now > past
      ? say.butMoreRequests(unsigned(formatChange(now, past, language)))
      : ''
  return text + say.perRequestLess(by) + more
}
