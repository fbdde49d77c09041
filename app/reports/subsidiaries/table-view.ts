import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { canonicalFilters } from '#app/filters/filters.ts'
import { pageHref, type TableState } from '#app/filters/page-address.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { formatQuantity, formatScaled, formatShare, MISSING } from '#app/metrics/format-value.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { isCovered, isIn } from '#app/reports/subsidiaries/adoption.ts'
import { presenceTexts } from '#app/reports/subsidiaries/courses-view.ts'
import type { Standings, SubsidiariesData } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { COVERED, MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { groupOf } from '#app/reports/subsidiaries/small-groups.ts'
import { SUBSIDIARIES, subsidiaryHref } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** The table of the page, as the address names it. */
export const TABLE = 'subsidiary'
const NAME = 'name'
const COVERAGE = 'coverage'
/** The columns that it sorts by. */
export const SORTS: readonly string[] = [NAME, ...MEASURES, COVERAGE]

type Measure = (typeof MEASURES)[number]
type Row = {
  readonly id: string
  readonly name: string
  readonly figures: readonly Figure[]
}

/** Every subsidiary of the quarter by its measures, alphabetical unless a column is chosen; what no rule assigns stands last, the total after it. */
export function tableView(standings: Standings, data: SubsidiariesData, entities: Entities, words: Words) {
  const { language, messages } = words
  const say = messages.subsidiaries.table
  const rows = rowsOf(standings, data, entities, words)
  const state = data.state.tables[TABLE] ?? { column: '', descending: false, page: 1 }
  const sorted = sortedRows(rows, state, language)
  const whole: Row = { id: '', name: say.whole, figures: standings.whole }
  const scales = new Map(MEASURES.map((metric) => [metric, scaleOf(rows, metric, language)] as const))
  const cells = (row: Row) =>
    MEASURES.map((metric) => cellOf(row, metric, scales.get(metric) ?? null, data, words))
  const column = columnOf(state, data, words)
  const by = columnName(state.column, words)
  return {
    title: say.title(quarterName(data.compared.now.text, words)),
    note: say.note(by === null || state.column === NAME ? say.alphabetical : say.sorted(by)),
    columns: [
      column(NAME, dimensionName('subsidiary', words), ''),
      ...MEASURES.map((metric) =>
        column(metric, columnName(metric, words) ?? metric, scales.get(metric)?.unitLabel ?? ''),
      ),
      column(COVERAGE, say.coverage, ''),
    ],
    rows: [
      ...sorted.map((row) => ({
        id: row.id,
        name: row.name,
        note: noteOf(row.id, data, entities, words),
        href:
          row.id === UNASSIGNED
            ? null
            : pageHref(subsidiaryHref(row.id, words), { ...data.state, filters: {}, tables: {} }),
        cells: cells(row),
        coverage: coverageCell(row, words),
        isTotal: false,
      })),
      {
        id: 'whole',
        name: whole.name,
        note: '',
        href: null,
        cells: cells(whole),
        coverage: coverageCell(whole, words),
        isTotal: true,
      },
    ],
  }
}

/** Those in the group in the quarter, and whoever else has a figure in it. */
function rowsOf(
  { subsidiaries }: Standings,
  data: SubsidiariesData,
  entities: Entities,
  words: Words,
): readonly Row[] {
  const { filters } = data.state
  const found = new Map<string, Figure[]>()
  for (const figure of subsidiaries) {
    const id = figure.by.subsidiary ?? UNASSIGNED
    found.set(id, [...(found.get(id) ?? []), figure])
  }
  const present = [...entities.subsidiaries.values()].filter(
    (each) =>
      isIn(each, data.compared.now) &&
      (filters.subsidiary?.includes(each.id) ?? true) &&
      (filters.business_line?.includes(each.businessLine) ?? true),
  )
  // What left the group keeps its stopped use cases on the register: a zero is no reason to stand here.
  const known = [...found].filter(([, figures]) => figures.some(({ value }) => value !== null && value !== 0))
  return [...new Set([...present.map(({ id }) => id), ...known.map(([id]) => id)])].map((id) => ({
    id,
    name: entityName('subsidiary', id, entities, words),
    figures: found.get(id) ?? [],
  }))
}

function noteOf(id: string, { compared }: SubsidiariesData, entities: Entities, words: Words): string {
  const subsidiary = entities.subsidiaries.get(id)
  return subsidiary === undefined ? '' : presenceTexts(subsidiary, compared.now, words).join('\u00a0; ')
}

/** The figures of one metric, the largest amount first where there are several currencies. */
function ofMetric({ figures }: Row, metric: MetricId): readonly Figure[] {
  return figures
    .filter((figure) => figure.metric === metric)
    .sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY))
}

/** The least covered measure of a row; null where no coverage is known. */
function leastCovered(row: Row): Figure | null {
  const known = COVERED.flatMap((metric) => ofMetric(row, metric)).filter(({ coverage }) => coverage !== null)
  return known.sort((a, b) => (a.coverage ?? 1) - (b.coverage ?? 1))[0] ?? null
}

function sortedRows(rows: readonly Row[], { column, descending }: TableState, language: Words['language']) {
  const byName = (a: Row, b: Row) => a.name.localeCompare(b.name, language)
  const key = (row: Row): number | null => {
    if (column === COVERAGE) return leastCovered(row)?.coverage ?? null
    const [first] = ofMetric(row, column as MetricId)
    // What is not shown gives nothing away by its place either.
    return first === undefined || !isCovered(first) ? null : first.value
  }
  const isByName = column === '' || column === NAME
  return [...rows].sort((a, b) => {
    if ((a.id === UNASSIGNED) !== (b.id === UNASSIGNED)) return a.id === UNASSIGNED ? 1 : -1
    if (isByName) return descending ? byName(b, a) : byName(a, b)
    const [one, other] = [key(a), key(b)]
    if (one === null || other === null) return one === other ? byName(a, b) : one === null ? 1 : -1
    return (descending ? other - one : one - other) || byName(a, b)
  })
}

/** A first click on a measure shows its largest values, on coverage its lowest: what is least known is what to look at. */
function columnOf(state: TableState, data: SubsidiariesData, words: Words) {
  const path = `/${words.language}/${SUBSIDIARIES}`
  return (id: string, label: string, unit: string) => {
    const isSorted = state.column === id || (state.column === '' && id === NAME)
    const descending = isSorted ? !state.descending : id !== NAME && id !== COVERAGE
    const tables = { [TABLE]: { column: id, descending, page: 1 } }
    return {
      id,
      label,
      unit,
      sorted: isSorted ? (state.descending ? 'descending' : 'ascending') : null,
      href: `${pageHref(path, { ...data.state, tables })}#table`,
    } as const
  }
}

function columnName(id: string, { messages, language }: Words): string | null {
  if (id === '') return null
  if (id === NAME) return messages.dimensions.names.subsidiary.toLocaleLowerCase(language)
  if (id === COVERAGE) return messages.subsidiaries.table.coverage
  return messages.subsidiaries.columns[id as MetricId] ?? null
}

function scaleOf(rows: readonly Row[], metric: Measure, language: Words['language']): Scale | null {
  const figures = rows.flatMap((row) => ofMetric(row, metric)).filter(({ value }) => value !== null)
  const [first] = figures
  if (first === undefined || figures.some(({ unit }) => unit !== first.unit)) return null
  return scaleFor(Math.max(...figures.map(({ value }) => Math.abs(value ?? 0))), first.unit, language)
}

/** A value with its interval and its receipt; what is withheld, missing or too little covered says so. */
function cellOf(row: Row, metric: Measure, scale: Scale | null, data: SubsidiariesData, words: Words) {
  const { language, messages } = words
  const figures = ofMetric(row, metric).filter(({ value }) => value !== null)
  const [first] = figures
  const isSmall = row.figures.some((figure) => data.standings.figures?.small.has(groupOf(figure)))
  const href = (version: string) =>
    receiptPath(language, {
      metrics: [metric],
      by: [],
      period: data.compared.now.text,
      filters: canonicalFilters(
        row.id === '' ? data.state.filters : { ...data.state.filters, subsidiary: [row.id] },
      ),
      version,
    })
  const covered: readonly string[] = COVERED
  if (first === undefined) {
    const isAsked = covered.includes(metric) && row.id !== UNASSIGNED
    const version = row.figures[0]?.dataVersion
    return {
      text: isAsked ? messages.subsidiaries.notAssessable : MISSING,
      interval: null,
      href: isAsked && !isSmall && version !== undefined ? href(version) : null,
    }
  }
  if (!isCovered(first))
    return { text: messages.subsidiaries.notAssessable, interval: null, href: href(first.dataVersion) }
  return {
    text: figures
      .map(({ value, unit }) =>
        scale === null
          ? formatQuantity(value, scaleFor(value, unit, language), language)
          : formatScaled(value, scale, language),
      )
      .join(' + '),
    interval: intervalOf(first, scale, words),
    href: href(first.dataVersion),
  }
}

function intervalOf(
  { low, high }: Figure,
  scale: Scale | null,
  { language, messages }: Words,
): string | null {
  if (scale === null || low === null || high === null || low === high) return null
  return messages.topics.table.between(
    formatScaled(low, scale, language),
    formatScaled(high, scale, language),
  )
}

function coverageCell(row: Row, { language, messages }: Words) {
  const least = leastCovered(row)
  if (least === null) return { text: MISSING, note: '', isLow: false }
  const say = messages.subsidiaries
  const isLow = !isCovered(least)
  return {
    text: formatShare(least.coverage, language),
    note: [say.coverageOf[least.metric] ?? '', ...(isLow ? [say.table.below] : [])].join(', '),
    isLow,
  }
}
