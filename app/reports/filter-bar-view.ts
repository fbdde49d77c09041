import { type DatasetClock, isClosed, quartersOfData } from '#app/filters/dataset-period.ts'
import { type Dropped, parseDropped } from '#app/filters/dropped.ts'
import { type PageState, pageHref, unfiltered } from '#app/filters/page-address.ts'
import { PERIMETER, QUARTER } from '#app/filters/page-parameters.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type FilterOption = { readonly value: string; readonly label: string; readonly selected: boolean }

export type FilterBarView = {
  /** Where the form goes. */
  readonly action: string
  /** The fields that the figures of the page follow; the others are not offered. */
  readonly offers: Readonly<Record<'perimeter' | 'quarter' | 'approach' | 'provider', boolean>>
  readonly perimeterName: string
  readonly groupSelected: boolean
  readonly businessLines: readonly FilterOption[]
  readonly subsidiaries: readonly FilterOption[]
  readonly quarters: readonly FilterOption[]
  readonly approaches: readonly FilterOption[]
  readonly providers: readonly FilterOption[]
  /** Filters that the bar has no field for, kept when it is sent. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  /** Every filter in force, with the address without it. */
  readonly chips: readonly { readonly dimension: string; readonly text: string; readonly href: string }[]
  /** The address without any filter; null when there is none. */
  readonly clearHref: string | null
  /** What the address asked for and the figures do not follow, in words. */
  readonly notices: readonly string[]
}

const IN_THE_BAR: readonly string[] = ['subsidiary', 'business_line', 'approach', 'provider']

/** The filter bar of the page at `path`, as its state has it. */
export function filterBarView(
  state: PageState,
  path: string,
  entities: Entities,
  dataset: DatasetInfo,
  words: Words,
): FilterBarView {
  const { filters } = state
  const { messages } = words
  const isFollowed = (name: string) => state.limits?.includes(name) ?? true
  const isChosen = (dimension: string, value: string) => filters[dimension]?.includes(value) ?? false
  const option =
    (dimension: string, prefix = '') =>
    (id: string): FilterOption => ({
      value: `${prefix}${id}`,
      label: entityName(dimension, id, entities, words),
      selected: isChosen(dimension, id),
    })
  const values = (dimension: string) =>
    [...(entities.values.get(dimension) ?? [])].filter((value) => value !== UNASSIGNED).sort()
  const byLabel = (a: FilterOption, b: FilterOption) => a.label.localeCompare(b.label, words.language)
  return {
    action: path,
    offers: {
      perimeter: isFollowed('subsidiary') || isFollowed('business_line'),
      quarter: isFollowed(QUARTER),
      approach: isFollowed('approach'),
      provider: isFollowed('provider'),
    },
    perimeterName: PERIMETER,
    groupSelected: filters.subsidiary === undefined && filters.business_line === undefined,
    businessLines: [...entities.businessLines.keys()]
      .map(option('business_line', 'business_line:'))
      .sort(byLabel),
    subsidiaries: [...entities.subsidiaries.keys(), UNASSIGNED]
      .map(option('subsidiary', 'subsidiary:'))
      .sort(byLabel),
    quarters: quartersOfData(dataset)
      .toReversed()
      .map((quarter) => ({
        value: quarter.text,
        label: isClosed(quarter, dataset)
          ? quarterName(quarter.text, words)
          : `${quarterName(quarter.text, words)} (${messages.topics.filters.open})`,
        selected: quarter.text === state.quarter.text,
      })),
    approaches: values('approach').map(option('approach')),
    providers: values('provider').map(option('provider')).sort(byLabel),
    kept: Object.entries(filters)
      .filter(([dimension]) => !IN_THE_BAR.includes(dimension) || !isFollowed(dimension))
      .flatMap(([dimension, chosen]) => chosen.map((value) => ({ name: `filter.${dimension}`, value }))),
    chips: Object.entries(filters).map(([dimension, chosen]) => ({
      dimension,
      text: messages.topics.pair(
        dimensionName(dimension, words),
        chosen.map((value) => entityName(dimension, value, entities, words)).join(', '),
      ),
      href: pageHref(path, unfiltered(state, dimension)),
    })),
    clearHref:
      Object.keys(filters).length === 0 ? null : pageHref(path, { ...state, filters: {}, tables: {} }),
    notices: noticesOf(state, dataset, words),
  }
}

/** What the address asked for and the page does not follow, in words: on every page that reads one. */
export function noticesOf(state: PageState, clock: DatasetClock, words: Words): readonly string[] {
  return (state.dropped ?? []).flatMap((name) => {
    const dropped = parseDropped(name)
    return dropped === null ? [] : [noticeOf(dropped, state, clock, words)]
  })
}

function noticeOf(dropped: Dropped, state: PageState, clock: DatasetClock, words: Words): string {
  const say = words.messages.topics.filters
  switch (dropped.kind) {
    case 'quarter':
      return say.quarterDropped(quarterName(state.quarter.text, words), endsOf(clock, words))
    case 'quarters':
      return say.quartersDropped(quarterName(state.quarter.text, words))
    case 'filter':
      return say.dropped(dimensionName(dropped.dimension, words))
    case 'value': {
      const { dimension, near } = dropped
      return say.unknownValue(
        dimensionName(dimension, words),
        near === null ? null : `filter.${dimension}=${near}`,
      )
    }
    case 'parameter':
      return say.unknownParameter(dropped.near)
    case 'unknown': {
      const { near } = dropped
      if (near !== null) return say.unknownLike(dimensionName(near, words), `filter.${near}`)
      const known = (state.limits ?? []).filter((each) => each !== QUARTER)
      return say.unknown(known.map((each) => dimensionName(each, words).toLocaleLowerCase(words.language)))
    }
  }
}

/** The first and the last quarter of the data; null where they hold one alone. */
function endsOf(clock: DatasetClock, words: Words): readonly [first: string, last: string] | null {
  const quarters = quartersOfData(clock).map(({ text }) => quarterName(text, words))
  const [first, last] = [quarters[0], quarters.at(-1)]
  return first === undefined || last === undefined || first === last ? null : [first, last]
}

/** What a dimension is called. */
export function dimensionName(dimension: string, { messages }: Words): string {
  const names: Readonly<Record<string, string>> = messages.dimensions.names
  return names[dimension] ?? dimension
}

/** The filters in force in words, empty when there is none: « Vie ; Fournisseur : Cirrane ». */
export function perimeterText({ filters }: PageState, entities: Entities, words: Words): string {
  return words.messages.topics.both(
    Object.entries(filters).map(([dimension, values]) => {
      const names = values.map((value) => entityName(dimension, value, entities, words)).join(', ')
      return dimension === 'subsidiary' || dimension === 'business_line'
        ? names
        : `${dimensionName(dimension, words)} ${names}`
    }),
  )
}
