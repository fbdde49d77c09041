import type { Figure } from '#app/figures/figure.ts'
import { pageHref, type TableState } from '#app/filters/page-address.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import { type Scale, scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { isCovered, isIn } from '#app/reports/subsidiaries/adoption.ts'
import { presenceTexts } from '#app/reports/subsidiaries/courses-view.ts'
import type { Standings, SubsidiariesData } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { SUBSIDIARIES, subsidiaryHref } from '#app/reports/subsidiaries/subsidiary-href.ts'
import {
  cellOf,
  coverageCell,
  leastCovered,
  type Measure,
  ofMetric,
  type Row,
} from '#app/reports/subsidiaries/table-cells.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** The table of the page, as the address names it. */
export const TABLE = 'subsidiary'
const NAME = 'name'
const COVERAGE = 'coverage'
/** The columns that it sorts by. */
export const SORTS: readonly string[] = [NAME, ...MEASURES, COVERAGE]

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
    note: say.note(
      by === null || state.column === NAME ? say.alphabetical : say.sorted(inSentence(by, language)),
    ),
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
        coverage: coverageCell(row, data, words),
        isTotal: false,
      })),
      {
        id: 'whole',
        name: whole.name,
        note: '',
        href: null,
        cells: cells(whole),
        coverage: coverageCell(whole, data, words),
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

/** A name without its capital: the letters of « GPU » stay. */
function inSentence(name: string, language: Words['language']): string {
  return name.charAt(0).toLocaleLowerCase(language) + name.slice(1)
}
