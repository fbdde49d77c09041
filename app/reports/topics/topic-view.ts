import type { Figure } from '#app/figures/figure.ts'
import { pageHref } from '#app/filters/page-address.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { formatChange } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { subsidiariesOn } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { filterBarView, perimeterText } from '#app/reports/filter-bar-view.ts'
import {
  directionOf,
  figureView,
  type HeadlineView,
  type Options,
  type Page,
} from '#app/reports/headline-figure-view.ts'
import type { Series } from '#app/reports/load-series.server.ts'
import type { Panel } from '#app/reports/panel.ts'
import { scopeLineView } from '#app/reports/scope-line-view.ts'
import { besideView } from '#app/reports/topics/beside-view.ts'
import { contrastView } from '#app/reports/topics/contrast-view.ts'
import { firstTitle } from '#app/reports/topics/first-view.ts'
import { forecastView } from '#app/reports/topics/forecast-view.ts'
import { intensityView } from '#app/reports/topics/intensity-view.ts'
import { partialText } from '#app/reports/topics/lacking.ts'
import { shareOfWhole } from '#app/reports/topics/lead/entity-lead.ts'
import { leadView } from '#app/reports/topics/lead/lead-view.ts'
import type { Breakdown, SeriesByMetric, TopicData } from '#app/reports/topics/load-topic.server.ts'
import { queriesOf } from '#app/reports/topics/queries.ts'
import { rankedView } from '#app/reports/topics/ranked-view.ts'
import { registerView } from '#app/reports/topics/register-view.ts'
import { siblingsView } from '#app/reports/topics/siblings-view.ts'
import type { Topic } from '#app/reports/topics/topic.ts'
import { unknownView } from '#app/reports/topics/unknown-view.ts'
import { figureText, footerText, quarterName, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type TopicView = ReturnType<typeof topicView>

/** Everything that the page of a topic says, formatted and laid out; plain JSON. */
export function topicView(data: TopicData, entities: Entities, dataset: DatasetInfo, words: Words) {
  const { topic, state, subject, quarters, compared } = data
  const { language, messages } = words
  const say = messages.topics
  const own = subject === null ? topic.path : `${topic.path}/${encodeURIComponent(subject.id)}`
  const path = `/${language}/${own}`
  const period = quarterName(compared.now.text, words)
  const page: Page = { ...data, words }
  const name = subject === null ? null : entityName(subject.dimension, subject.id, entities, words)
  const wholes = Object.values(data.series.figures ?? {}).flatMap((each) => each.map(({ now }) => now))
  const ranked = {
    path,
    state,
    filters: data.filters,
    now: compared.now.text,
    previous: compared.previous.text,
    wholes,
    entities,
    words,
  }
  const tables = (panel: Panel<readonly Breakdown[]>) =>
    panelView(panel, (breakdowns) => breakdowns.map((breakdown) => rankedView(breakdown, ranked)))
  const main = data.series.figures?.[topic.main]?.[0]?.now ?? null
  return {
    id: topic.id,
    title: `${say.title[topic.id]}${name === null ? '' : ` ${name}`}, ${period} · ${messages.shell.product}`,
    path,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    /** Whether the data are there and the choices hold nothing of them. */
    isSelection: subject !== null || Object.keys(state.filters).length > 0,
    search: pageHref('', { ...state, tables: {} }),
    scopeLine: scopeLineView(
      {
        path: `/${own}`,
        csvPath: `/export/${own}.csv`,
        state,
        closed: data.closed,
        coverage: main?.coverage ?? data.series.figures?.carbon_kg?.[0]?.now.coverage ?? null,
        sources: 0,
        perimeter: perimeterText(state, entities, words),
        subsidiaries: subsidiariesOn(entities, state.quarter.lastDay),
      },
      dataset,
      words,
    ),
    filterBar: filterBarView(state, path, entities, dataset, words),
    lead: leadView(data, entities, words),
    headlines: panelView(data.series, (series) => ({
      title: say.howMuch[topic.id],
      note: say.columnsNote(quarterName(quarters.at(-1)?.text ?? '', words)),
      figures: topic.headlines.flatMap((metric) => headlineOf(metric, series, page, data)),
    })),
    forecast:
      data.forecast === null
        ? null
        : panelView(data.forecast, (figures) => forecastView(figures, data, entities, dataset, words)),
    titles: {
      who: firstTitle(say.who, data.who.figures?.[0], wholes, entities, words),
      what: firstTitle(say.what, data.what.figures?.[0], wholes, entities, words),
    },
    who: topic.who.length === 0 ? null : tables(data.who),
    what: tables(data.what),
    intensities: panelView(data.series, (series) => intensityView(series, data, words)),
    contrast: contrastView(data, path, entities, words),
    beside: besideView(data, entities, words),
    siblings: siblingsView(data, entities, words),
    register:
      data.register === null || data.register.state === 'empty'
        ? null
        : panelView(data.register, (register) => registerView(register, data, dataset.asOf, entities, words)),
    unknown: panelView(data.series, (series) => unknownView(series, data, entities, words)),
    queries: queriesOf(data, words),
    compared: {
      now: period,
      previous: quarterName(compared.previous.text, words),
      yearBefore: quarterName(compared.yearBefore.text, words),
    },
  }
}

/** Whether the document may be kept: every panel ready or rightly empty. */
export function isWhole(data: TopicData): boolean {
  const { series, who, what, whole, siblings, unassessed, lacking, beside, contrast, forecast, register } =
    data
  const others = [unassessed, lacking, beside, contrast, forecast ?? series, register ?? series]
  const panels = [series, who, what, whole, siblings, ...others]
  return panels.every(({ state }) => state === 'ready' || state === 'empty')
}

function panelView<Figures, Content>(panel: Panel<Figures>, content: (figures: Figures) => Content) {
  return {
    state: panel.state,
    error: panel.error,
    content: panel.figures === null ? null : content(panel.figures),
  }
}

/** One picture a metric, for its largest currency; the others are told in its line of context. */
function headlineOf(
  metric: MetricId,
  series: SeriesByMetric,
  page: Page,
  data: TopicData,
): readonly HeadlineView[] {
  const [first, ...others] = series[metric] ?? []
  if (first === undefined) return []
  const { words } = page
  const same = (other: MetricId) => series[other]?.find(({ now }) => now.currency === first.now.currency)
  return [
    figureView(first, page, {
      name: words.messages.metrics.metrics[metric].name,
      unit: '',
      context: [
        ...partialLines(first, data, words),
        shareLine(first.now, data, words),
        contextOf(metric, page.closed ? series : { ...series, budget: [] }, others, data.topic, words),
      ]
        .filter((text) => text !== '')
        .join(' '),
      ...(metricOf(metric).formula.kind === 'aggregate' && first.now.causes.length > 0
        ? { whisker: true as const }
        : {}),
      ...optionsOf(metric, same, page),
    }),
  ]
}

/** A sum that lacks a month says so beside its number, and so does one compared with a sum that does. */
function partialLines({ now, previous }: Series, { compared, lacking }: TopicData, words: Words): string[] {
  const say = words.messages.topics.partial
  const missing = lacking.figures ?? []
  const own = partialText(now, compared.now, missing, words)
  const base = partialText(previous, compared.previous, missing, words)
  return [
    ...(own === null ? [] : [say.now(own)]),
    ...(base === null ? [] : [say.base(quarterName(compared.previous.text, words), base)]),
  ]
}

function shareLine(now: Figure, data: TopicData, words: Words): string {
  const share = shareOfWhole(now, data, words)
  return share === null ? '' : words.messages.topics.shareOfWhole(share)
}

/** Amounts are ink against the past. Plans and outlines: the budget across cost, the allocated hours around the used ones. */
function optionsOf(
  metric: MetricId,
  same: (metric: MetricId) => Series | undefined,
  page: Page,
): Partial<Options> {
  if (metric === 'gpu_hours_used')
    return { tone: () => 'neutral', capacity: same('gpu_hours')?.quarters ?? [] }
  if (metric !== 'cost') return metricOf(metric).unit === 'money' ? { tone: () => 'neutral' } : {}
  const [budget, used] = [same('budget'), same('budget_used')]
  return {
    tone: () => 'neutral',
    // The budget of a quarter that is not over is of whole months: no tick stands against its elapsed days.
    plan: (budget?.quarters ?? []).map((plan, index) =>
      !page.closed && index === page.quarters.length - 1 ? null : plan,
    ),
    further: used === undefined || !page.closed ? [] : [budgetGap(used.now, page.words)],
  }
}

/** Cost takes its colour from its budget alone, over the same months; against the past it is ink. */
function budgetGap(used: Figure, words: Words) {
  const { value } = used
  return {
    direction: directionOf(value, 1),
    tone:
      value === null || value === 1 ? ('neutral' as const) : value > 1 ? ('bad' as const) : ('good' as const),
    text: formatChange(value, 1, words.language),
    against: words.messages.synthese.headlines.cost.budget,
  }
}

/** The ratio that says what a total means, and the amounts in other currencies. */
function contextOf(
  metric: MetricId,
  series: SeriesByMetric,
  others: readonly Series[],
  { headlines }: Topic,
  { language, messages }: Words,
): string {
  const beside: Partial<Record<MetricId, readonly MetricId[]>> = {
    active_users: ['adoption_rate', 'headcount'],
    requests: ['requests_per_active_user'],
    cost: ['budget'],
    gpu_hours: ['gpu_hours_idle'],
    gpu_hours_used: ['gpu_utilisation'],
    gpu_idle_cost: ['cost_per_gpu_hour'],
  }
  const told = (beside[metric] ?? []).flatMap((id) => {
    const figure = series[id]?.[0]?.now
    return figure === undefined || headlines.includes(id)
      ? []
      : [`${messages.topics.pair(messages.metrics.metrics[id].name, figureText(figure, language))}.`]
  })
  const amounts = others.map(({ now }) => figureText(now, language)).join(', ')
  return [
    ...told,
    ...(amounts === '' ? [] : [messages.synthese.headlines.cost.otherCurrencies(amounts)]),
  ].join(' ')
}
