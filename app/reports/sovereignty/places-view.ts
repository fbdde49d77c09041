import type { Figure } from '#app/figures/figure.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { canonicalFilters } from '#app/filters/filters.ts'
import { formatScaled, formatShare, MISSING } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import {
  PLACE_METRICS,
  type PlaceFigures,
  type Sovereignty,
} from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { changeOf } from '#app/reports/topics/ranked-view.ts'
import { shareText } from '#app/reports/topics/share-text.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

type PlaceMetric = (typeof PLACE_METRICS)[number]
type Place = { readonly id: string; readonly figures: Readonly<Record<PlaceMetric, Figure | null>> }

/** Regions by the carbon of their grid: electricity × intensity = carbon, three columns of bars with their totals. */
export function placesView(
  { regions, totals, previous }: PlaceFigures,
  data: Sovereignty,
  entities: Entities,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.sovereignty.places
  const period = data.compared.now.text
  const places = placesOf(regions)
  const total: Place = { id: '', figures: figuresOf(totals) }
  const scales = Object.fromEntries(
    PLACE_METRICS.map((metric) => {
      const most = Math.max(0, ...places.map(({ figures }) => figures[metric]?.value ?? 0))
      return [metric, { most, scale: scaleFor(most, unitOf(metric), language) }]
    }),
  ) as Record<PlaceMetric, Column>
  const nameOf = (id: string) => entityName('region', id, entities, words)
  const cells = (place: Place) =>
    PLACE_METRICS.map((metric) => cellOf(place, metric, scales[metric], data, words))
  return {
    title: titleOf(places, total, nameOf, words),
    note: say.note(quarterName(period, words)),
    columns: [
      { name: say.energy, unit: scales.energy_kwh.scale.unitLabel },
      { name: say.grid, unit: scales.grid_intensity.scale.unitLabel },
      { name: say.carbon, unit: scales.carbon_kg.scale.unitLabel },
    ],
    region: messages.dimensions.names.region,
    change: say.change(quarterName(data.compared.previous.text, words)),
    rows: places.map((place) => ({
      id: place.id,
      name: nameOf(place.id),
      isNobody: place.id === UNASSIGNED,
      lacks: lacksOf(place, words),
      cells: cells(place),
      change: carbonChange(place, previous, words),
    })),
    total:
      total.figures.energy_kwh === null
        ? null
        : {
            cells: cells(total),
            mean: say.mean,
            change: carbonChange(total, previous, words),
          },
    told: [coverageText(places, total, nameOf, words), say.interval].filter((text) => text !== ''),
    queryHref: queryPath(language, {
      metrics: [...PLACE_METRICS],
      by: ['region'],
      period,
      filters: data.filters,
    }),
  }
}

type Column = { readonly most: number; readonly scale: Scale }

const unitOf = (metric: PlaceMetric) =>
  ({ energy_kwh: 'kWh', grid_intensity: 'gCO2e/kWh', carbon_kg: 'kgCO2e' })[metric]

function figuresOf(figures: readonly Figure[]): Place['figures'] {
  const find = (id: PlaceMetric) => figures.find(({ metric }) => metric === id) ?? null
  return {
    energy_kwh: find('energy_kwh'),
    grid_intensity: find('grid_intensity'),
    carbon_kg: find('carbon_kg'),
  }
}

/** From the least carbon in a kWh to the most; then those without an estimate, then what no region is known for. */
function placesOf(regions: readonly Figure[]): readonly Place[] {
  const ids = [...new Set(regions.map(({ by }) => by.region ?? UNASSIGNED))]
  const gridOf = ({ figures }: Place) => figures.grid_intensity?.value ?? Number.POSITIVE_INFINITY
  return ids
    .map((id) => ({ id, figures: figuresOf(regions.filter(({ by }) => (by.region ?? UNASSIGNED) === id)) }))
    .sort(
      (a, b) =>
        Number(a.id === UNASSIGNED) - Number(b.id === UNASSIGNED) ||
        Math.sign(gridOf(a) - gridOf(b)) ||
        (b.figures.energy_kwh?.value ?? 0) - (a.figures.energy_kwh?.value ?? 0),
    )
}

function cellOf(
  { id, figures }: Place,
  metric: PlaceMetric,
  { most, scale }: Column,
  { compared, filters }: Sovereignty,
  words: Words,
) {
  const { language, messages } = words
  const figure = figures[metric]
  if (figure === null || figure.value === null) return { text: '–', bar: 0, interval: null, href: null }
  const { value, low, high } = figure
  const ends = [low, high].map((end) => formatScaled(end, scale, language))
  return {
    text: formatScaled(value, scale, language),
    bar: most === 0 || id === '' ? 0 : Math.round((Math.max(0, value) / most) * 1000) / 10,
    interval: ends[0] === ends[1] ? null : messages.topics.table.between(ends[0] ?? '', ends[1] ?? ''),
    href: receiptPath(language, {
      metrics: [metric],
      by: [],
      period: compared.now.text,
      filters: id === '' ? filters : canonicalFilters({ ...filters, region: [id] }),
      version: figure.dataVersion,
    }),
  }
}

/** The change of a place's carbon since the quarter before; of all places, which the figures name by no region. */
function carbonChange({ id, figures }: Place, previous: readonly Figure[], words: Words) {
  const before = previous.find(({ by }) => (by.region ?? '') === id) ?? null
  return figures.carbon_kg === null
    ? ({ text: MISSING, tone: 'neutral' } as const)
    : changeOf(figures.carbon_kg, before, words)
}

/** From here on a coverage prints as 100 %. */
const WHOLE = 0.995

function lacksOf({ figures }: Place, { language, messages }: Words): string | null {
  const say = messages.sovereignty.places
  const { energy_kwh: energy } = figures
  if (energy === null || energy.value === null) return say.notEstimated
  const { coverage } = energy
  return coverage === null || coverage >= WHOLE ? null : say.coverage(formatShare(coverage, language))
}

/** What part of the activity the totals are of, and the regions that they lack altogether. */
function coverageText(
  places: readonly Place[],
  { figures }: Place,
  nameOf: (id: string) => string,
  { language, messages }: Words,
): string {
  const say = messages.sovereignty.places
  const coverage = figures.energy_kwh?.coverage ?? null
  const lacking = places.filter((place) => place.figures.energy_kwh?.value == null)
  const names = lacking.map(({ id }) => nameOf(id)).join(', ')
  // Under some filters coverage is not known: nothing is said of it but what is seen.
  if (coverage === null) return names === '' ? '' : say.lacking(names)
  return coverage >= WHOLE && names === '' ? say.whole : say.partial(formatShare(coverage, language), names)
}

/** The region that carries most of the carbon, with its share of both; the section's name where none is known. */
function titleOf(
  places: readonly Place[],
  total: Place,
  nameOf: (id: string) => string,
  words: Words,
): string {
  const say = words.messages.sovereignty.places
  const [first] = places
    .filter(({ id }) => id !== UNASSIGNED)
    .sort((a, b) => (b.figures.carbon_kg?.value ?? 0) - (a.figures.carbon_kg?.value ?? 0))
  const share = (metric: PlaceMetric) => {
    const [part, whole] = [first?.figures[metric], total.figures[metric]]
    return part == null || whole == null ? null : shareText(part, whole, words)
  }
  const [energy, carbon] = [share('energy_kwh'), share('carbon_kg')]
  return first === undefined || energy === null || carbon === null
    ? say.section
    : say.title(nameOf(first.id), energy, carbon)
}
