import type { Figure } from '#app/figures/figure.ts'
import { differs } from '#app/figures/uncertainty.ts'
import { formatChange, formatScaled, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import {
  type Change,
  directionOf,
  figureView,
  type HeadlineView,
  type Page,
} from '#app/reports/headline-figure-view.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import type { HeadlineFigures } from '#app/reports/synthese/load-headlines.server.ts'
import { figureText, type Words } from '#app/reports/words.ts'

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
  const part = (series: Series | undefined, say: (typeof words.part)[keyof typeof words.part]) => {
    const [now, before] = [series?.now.value ?? null, series?.yearBefore?.value ?? null]
    if (series === undefined || now === null || before === null || before === 0 || now === before) return []
    if (series.yearBefore !== null && differs(series.now, series.yearBefore) === false) return []
    const by = formatChange(now, before, language).replace(/^[+−]/, '')
    return [now > before ? say.up(by) : say.down(by)]
  }
  const parts = [
    ...(figures.active_users[0] === undefined
      ? part(figures.requests[0], words.part.requests)
      : part(figures.active_users[0], words.part.users)),
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
    if (requests === undefined) return { kind: 'empty', name: words.requests.name, need: 'requests' }
    return figureView(requests, page, {
      name: words.requests.name,
      unit: words.requests.unit,
      context: Object.keys(page.filters).length === 0 ? words.requests.context : words.requests.filtered,
    })
  }
  const [adoption] = figures.adoption_rate
  const share = figureText(adoption?.now ?? null, language)
  const context =
    adoption === undefined
      ? words.users.requestsOnly(requestsText)
      : adoption.now.withheld !== null
        ? requests === undefined
          ? ''
          : words.users.withheldShare(requestsText)
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
  const same = (series: readonly Series[]) => series.find(({ now }) => now.currency === cost.now.currency)
  const [budget, used, list] = [same(figures.budget), same(figures.budget_used), same(figures.list_cost)]
  const { coverage } = cost.now
  const context = [
    ...(coverage === null || coverage >= 1 ? [] : [words.partial(formatShare(coverage, language))]),
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
    further: used === undefined || !page.closed ? [] : [budgetGap(used.now, page)],
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
    perEmployee === undefined || perEmployee.now.withheld !== null
      ? words.perRequestOnly(perRequest)
      : words.context(figureText(perEmployee.now, language), perRequest),
    ...(coverage === null
      ? []
      : [words.coverage(figureText({ ...carbon.now, unit: 'share', value: coverage }, language))]),
  ].join(' ')
  return figureView(carbon, page, { name: words.name, unit: '', context, whisker: true })
}
