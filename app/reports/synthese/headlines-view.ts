import { type ColumnsLayout, layoutColumns } from '#app/charts/quarter-columns.layout.ts'
import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { differs } from '#app/figures/uncertainty.ts'
import type { Period } from '#app/filters/period.ts'
import { compare } from '#app/metrics/compare.ts'
import { formatQuarter } from '#app/metrics/format-period.ts'
import { formatChange, formatInterval, formatQuantity, formatScaled } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { HeadlineFigures, HeadlineSeries, Synthese } from '#app/reports/synthese/load-synthese.server.ts'
import { figureText, quarterName, type Words } from '#app/reports/words.ts'

type Tone = 'good' | 'bad' | 'neutral'
type Change = {
  readonly direction: 'up' | 'down' | 'same' | 'unknown'
  readonly tone: Tone
  readonly text: string
  readonly against: string
}

/** One of the four figures, or what would fill its place. */
export type HeadlineView =
  | { readonly kind: 'empty'; readonly name: string; readonly need: 'requests' | 'cost' | 'gpu' | 'carbon' }
  | {
      readonly kind: 'figure'
      readonly name: string
      readonly value: string
      readonly unit: string
      readonly interval: string | null
      readonly changes: readonly Change[]
      readonly chart: ColumnsLayout
      readonly chartTitle: string
      readonly context: string
      readonly receiptHref: string
    }

type Page = Pick<Synthese, 'quarters' | 'compared' | 'closed'> & { readonly words: Words }

/** Usage, cost, GPU hours, carbon, in this order. */
export function headlineViews(figures: HeadlineFigures, page: Page): readonly HeadlineView[] {
  return [
    usageView(figures, page),
    costView(figures, page),
    gpuView(figures, page),
    carbonView(figures, page),
  ]
}

/** « En un an, l’usage gagne 48 % ; … »; the plain title when no figure knows the year before. */
export function headlinesTitle(figures: HeadlineFigures, { language, messages }: Words): string {
  const words = messages.synthese.headlines
  const part = (series: HeadlineSeries | undefined, say: (typeof words.part)[keyof typeof words.part]) => {
    const [now, before] = [series?.now.value ?? null, series?.yearBefore?.value ?? null]
    if (series === undefined || now === null || before === null || before === 0 || now === before) return []
    if (series.yearBefore !== null && differs(series.now, series.yearBefore) === false) return []
    const by = formatChange(now, before, language).replace(/^[+−]/, '')
    return [now > before ? say.up(by) : say.down(by)]
  }
  const parts = [
    ...part(figures.active_users[0] ?? figures.requests[0], words.part.users),
    ...part(figures.cost[0], words.part.cost),
    ...part(figures.carbon_kg[0], words.part.carbon),
  ]
  return parts.length === 0 ? words.title : words.yearTitle(parts)
}

function usageView(figures: HeadlineFigures, page: Page): HeadlineView {
  const words = page.words.messages.synthese.headlines
  const { language } = page.words
  const [users] = figures.active_users
  const [requests] = figures.requests
  const requestsText = figureText(requests?.now ?? null, language)
  if (users === undefined) {
    if (requests === undefined) return { kind: 'empty', name: words.users.name, need: 'requests' }
    return figureView(requests, page, {
      name: words.requests.name,
      unit: words.requests.unit,
      context: words.requests.context,
    })
  }
  const [adoption] = figures.adoption_rate
  const share = figureText(adoption?.now ?? null, language)
  const context =
    adoption === undefined
      ? words.users.requestsOnly(requestsText)
      : requests === undefined
        ? words.users.shareOnly(share)
        : words.users.context(share, requestsText)
  return figureView(users, page, { name: words.users.name, unit: words.users.unit, context })
}

function costView(figures: HeadlineFigures, page: Page): HeadlineView {
  const { messages, language } = page.words
  const words = messages.synthese.headlines.cost
  const [cost, ...others] = figures.cost
  if (cost === undefined) return { kind: 'empty', name: words.name, need: 'cost' }
  const same = (series: readonly HeadlineSeries[]) =>
    series.find(({ now }) => now.currency === cost.now.currency)
  const [budget, used, list] = [same(figures.budget), same(figures.budget_used), same(figures.list_cost)]
  const context = [
    ...(list === undefined ? [] : [words.context(figureText(list.now, language))]),
    ...(budget === undefined || !page.closed ? [] : [`${words.plan(figureText(budget.now, language))}.`]),
    ...(others.length === 0
      ? []
      : [words.otherCurrencies(others.map(({ now }) => figureText(now, language)).join(', '))]),
  ].join(' ')
  return figureView(cost, page, {
    name: words.name,
    unit: '',
    context,
    tone: () => 'neutral',
    // The budget of a quarter that is not over is of whole months: no tick stands against its elapsed days.
    plan: (budget?.quarters ?? []).map((plan, index) =>
      !page.closed && index === page.quarters.length - 1 ? null : plan,
    ),
    further: used === undefined ? [] : [budgetGap(used.now, page)],
  })
}

/** Cost takes its colour from its budget alone, over the same months; against the past it is ink. */
function budgetGap(used: Figure, { words }: Page): Change {
  const { value } = used
  return {
    direction: directionOf(value, 1),
    tone: value === null || value === 1 ? 'neutral' : value > 1 ? 'bad' : 'good',
    text: formatChange(value, 1, words.language),
    against: words.messages.synthese.headlines.cost.budget,
  }
}

function gpuView(figures: HeadlineFigures, page: Page): HeadlineView {
  const { messages, language } = page.words
  const words = messages.synthese.headlines.gpu
  const [allocated] = figures.gpu_hours
  if (allocated === undefined) return { kind: 'empty', name: words.name, need: 'gpu' }
  const [used] = figures.gpu_hours_used
  if (used === undefined)
    return figureView(allocated, page, { name: words.allocatedName, unit: 'h', context: words.unknownUse })
  const number = (figure: Figure | undefined) =>
    formatScaled(figure?.value ?? null, scaleFor(figure?.value ?? null, 'h', language), language)
  return figureView(used, page, {
    name: words.name,
    unit: 'h',
    context: words.context(
      figureText(figures.gpu_utilisation[0]?.now ?? null, language),
      number(allocated.now),
      number(figures.gpu_hours_idle[0]?.now),
    ),
    tone: () => 'neutral',
    capacity: allocated.quarters,
  })
}

function carbonView(figures: HeadlineFigures, page: Page): HeadlineView {
  const { messages, language } = page.words
  const words = messages.synthese.headlines.carbon
  const [carbon] = figures.carbon_kg
  if (carbon === undefined) return { kind: 'empty', name: words.name, need: 'carbon' }
  const perEmployee = figures.carbon_per_employee[0]
  const perRequest = figureText(figures.energy_per_request[0]?.now ?? null, language)
  const coverage = carbon.now.coverage
  const context = [
    perEmployee === undefined
      ? words.perRequestOnly(perRequest)
      : words.context(figureText(perEmployee.now, language), perRequest),
    ...(coverage === null
      ? []
      : [words.coverage(figureText({ ...carbon.now, unit: 'share', value: coverage }, language))]),
  ].join(' ')
  return figureView(carbon, page, { name: words.name, unit: '', context, whisker: true })
}

type Options = {
  readonly name: string
  /** Replaces the scale's own unit where a word says it better. */
  readonly unit: string
  readonly context: string
  readonly tone?: (now: Figure, before: Figure) => Tone
  readonly plan?: readonly (Figure | null)[]
  readonly capacity?: readonly (Figure | null)[]
  readonly whisker?: true
  readonly further?: readonly Change[]
}

function figureView(series: HeadlineSeries, page: Page, options: Options): HeadlineView {
  const { words, compared } = page
  const { language, messages } = words
  const { now } = series
  const scale = chartScale(series, options, language)
  const changes = [
    changeView(now, series.previous, compared.previous, page, options),
    changeView(now, series.yearBefore, compared.yearBefore, page, options),
    ...(options.further ?? []),
  ]
  const value = formatScaled(now.value, scale, language)
  const [first, last] = [page.quarters[0]?.text ?? '', page.quarters.at(-1)?.text ?? '']
  return {
    kind: 'figure',
    name: options.name,
    ...numberAndUnit(value, scale.unitLabel, options.unit, language),
    interval: now.low === now.high ? null : formatInterval(now.low, now.high, scale, language),
    changes,
    chart: layoutColumns({
      columns: page.quarters.map((quarter, index) =>
        columnView(series, quarter, index, scale, page, options),
      ),
      interval:
        options.whisker !== undefined && now.low !== null && now.high !== null && page.closed
          ? { low: now.low, high: now.high }
          : null,
    }),
    chartTitle: messages.synthese.headlines.chart(
      options.name,
      quarterName(first, words),
      quarterName(last, words),
      formatQuantity(now.value, scale, language),
    ),
    context: options.context,
    receiptHref: receiptPath(language, {
      metrics: [now.metric],
      by: [],
      period: now.period,
      filters: {},
      version: now.dataVersion,
    }),
  }
}

/** English puts the currency before the number: « €1.16 m ». */
function numberAndUnit(value: string, label: string, word: string, language: Words['language']) {
  const [, symbol, rest] = (language === 'en' ? /^([€$£])(.*)$/.exec(label) : null) ?? []
  if (symbol !== undefined) return { value: `${symbol}${value}`, unit: rest ?? '' }
  return { value, unit: [label, word === label ? '' : word].filter(Boolean).join(' ') }
}

/** One power of ten per picture, from the largest value that it shows. */
function chartScale(series: HeadlineSeries, options: Options, language: Words['language']): Scale {
  const shown = [...series.quarters, ...(options.capacity ?? []), ...(options.plan ?? []), series.now]
  const largest = Math.max(...shown.map((figure) => Math.abs(figure?.value ?? 0)))
  return scaleFor(largest, series.now.unit, language)
}

function columnView(
  series: HeadlineSeries,
  quarter: Period,
  index: number,
  scale: Scale,
  { words, compared, closed, quarters }: Page,
  options: Options,
) {
  const figure = series.quarters[index] ?? null
  const isLast = index === quarters.length - 1
  const isCompared = [compared.previous, compared.yearBefore].some(
    ({ text }) => text.split('~')[0] === quarter.text,
  )
  const value = figure?.value ?? null
  return {
    name: formatQuarter(quarter.text, words.language, 'short'),
    value,
    label: formatScaled(value, scale, words.language),
    tip: words.messages.synthese.headlines.tip(
      quarterName(quarter.text, words),
      formatQuantity(value, scale, words.language),
    ),
    emphasis: isLast ? ('current' as const) : isCompared ? ('comparison' as const) : ('past' as const),
    open: isLast && !closed,
    capacity: options.capacity?.[index]?.value ?? null,
    plan: options.plan?.[index]?.value ?? null,
  }
}

function changeView(
  now: Figure,
  before: Figure | null,
  period: Period,
  { words }: Page,
  options: Options,
): Change {
  const known = before?.value ?? null
  return {
    direction: directionOf(now.value, known),
    tone: before === null || known === null ? 'neutral' : (options.tone ?? toneOf)(now, before),
    text: formatChange(now.value, known, words.language),
    against: quarterName(period.text, words),
  }
}

function directionOf(now: number | null, before: number | null): Change['direction'] {
  if (now === null || before === null) return 'unknown'
  return now === before ? 'same' : now > before ? 'up' : 'down'
}

/** By meaning, and only when the two can be told apart: usage is never coloured. */
function toneOf(now: Figure, before: Figure): Tone {
  if (now.unit === 'users' || now.unit === 'requests' || differs(now, before) === false) return 'neutral'
  const judgement = compare(now.value, before.value, now.metric)
  return judgement === 'better' ? 'good' : judgement === 'worse' ? 'bad' : 'neutral'
}
