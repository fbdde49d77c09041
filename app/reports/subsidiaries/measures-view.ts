import { layoutBesideCourse } from '#app/charts/beside-course.layout.ts'
import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import type { Filters } from '#app/filters/filters.ts'
import { type MetricId, metricOf } from '#app/metrics/catalog.ts'
import { formatShare, MISSING } from '#app/metrics/format-value.ts'
import { isCovered, isIn } from '#app/reports/subsidiaries/adoption.ts'
import { periodsOf } from '#app/reports/subsidiaries/load-quarters.server.ts'
import type { Measured, SubsidiaryData } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { MEASURES } from '#app/reports/subsidiaries/measures.ts'
import { quantity, quarterName, textsBeside, type Words } from '#app/reports/words.ts'

/** Px: six of them stand in two rows of three. */
const HEIGHT = 96
const SHARES = ['adoption_rate', 'coverage']
/** Whose coverage is told as a measure of its own: it speaks of nobody. */
const COVERAGE_OF = 'carbon_kg'
/** Tops of the scale that parts of the line share: the lowest that holds them all. */
const TOPS = [0.05, 0.1, 0.2, 0.3, 0.5]

/** One measure in one quarter: of the subsidiary, and of its business line. */
type Point = {
  readonly own: Figure | null
  readonly line: Figure | null
  /** What is drawn: values of both on one scale, or the subsidiary's part of the line. */
  readonly drawn: number | null
  readonly beside: number | null
}

type Reading = {
  readonly id: string
  readonly metric: MetricId
  readonly name: string
  readonly points: readonly Point[]
  /** Whether the subsidiary is drawn as its part of the line's total. */
  readonly isPart: boolean
  readonly value: (figure: Figure | null) => number | null
}

/** The measures of a subsidiary over the quarters beside its business line, and the same in a table. */
export function measuresView(measured: Measured, data: SubsidiaryData, words: Words) {
  const { one } = words.messages.subsidiaries
  const readings = readingsOf(measured, words, data)
  const periods = periodsOf(data)
  const top = topOfParts(readings)
  const names = [periods[0], periods.at(-1)].map((period) => quarterName(period?.text ?? '', words))
  return {
    charts: readings.map((reading) => chartOf(reading, top, data, [names[0] ?? '', names[1] ?? ''], words)),
    columns: readings.map(({ id, name }) => ({ id, name })),
    rows: periods
      .map((period, index) => ({
        id: period.text,
        quarter: quarterName(period.text, words),
        cells: readings.map((reading) => cellOf(reading, index, data, words)),
      }))
      .reverse(),
    hasLine: measured.line.length > 0,
    title: measured.line.length > 0 ? one.measures : one.alone,
  }
}

function readingsOf(measured: Measured, { messages }: Words, data: SubsidiaryData): readonly Reading[] {
  const plain = (figure: Figure | null) => (figure === null || !isCovered(figure) ? null : figure.value)
  const coverage = (figure: Figure | null) => figure?.coverage ?? null
  const asked: readonly Omit<Reading, 'points'>[] = [
    ...MEASURES.map((metric) => ({
      id: metric,
      metric,
      name: messages.metrics.metrics[metric].name,
      value: plain,
      isPart: metricOf(metric).formula.kind === 'aggregate' && measured.line.length > 0,
    })),
    {
      id: 'coverage',
      metric: COVERAGE_OF,
      name: messages.subsidiaries.one.coverage,
      value: coverage,
      isPart: false,
    },
  ]
  return asked.map((each) => ({ ...each, points: pointsOf(each, measured, data) }))
}

function pointsOf(
  { metric, value, isPart }: Omit<Reading, 'points'>,
  { own, line }: Measured,
  data: SubsidiaryData,
): readonly Point[] {
  const currency = currencyOf(own, metric)
  const find = (figures: readonly Figure[], period: string) =>
    figures.find(
      (figure) => figure.metric === metric && figure.period === period && figure.currency === currency,
    ) ?? null
  return periodsOf(data).map((period) => {
    // What left the group keeps stopped use cases on the register: it is no part of the line any more.
    const mine = isIn(data.subsidiary, period) ? find(own, period.text) : null
    const all = find(line, period.text)
    const [one, other] = [value(mine), value(all)]
    if (!isPart) return { own: mine, line: all, drawn: one, beside: other }
    return {
      own: mine,
      line: all,
      drawn: one === null || other === null || other <= 0 ? null : one / other,
      beside: null,
    }
  })
}

/** Amounts are drawn in the currency of the largest of them. */
function currencyOf(figures: readonly Figure[], metric: MetricId): string | null {
  const [largest] = figures
    .filter((figure) => figure.metric === metric && figure.value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
  return largest?.currency ?? null
}

/** Parts of totals are drawn on one scale. */
function topOfParts(readings: readonly Reading[]): number {
  const parts = readings.filter(({ isPart }) => isPart).flatMap(({ points }) => points)
  const largest = Math.max(0, ...parts.map(({ drawn }) => drawn ?? 0))
  return TOPS.find((top) => largest <= top) ?? 1
}

function chartOf(
  reading: Reading,
  topOfParts: number,
  data: SubsidiaryData,
  [from, to]: readonly [string, string],
  words: Words,
) {
  const { id, points, isPart, name } = reading
  const { one } = words.messages.subsidiaries
  const drawn = points.map((point) => point.drawn)
  const beside = points.map((point) => point.beside)
  const isShare = isPart || SHARES.includes(id)
  const top = isPart
    ? topOfParts
    : isShare
      ? 1
      : Math.max(0, ...[...drawn, ...beside].map((value) => value ?? 0))
  const last = cellOf(reading, points.length - 1, data, words)
  const unit = points.flatMap(({ own, line }) => own ?? line ?? []).at(-1)?.unit ?? ''
  return {
    id,
    name,
    value: last.text,
    receiptHref: last.href,
    line: last.line,
    lineHref: last.lineHref,
    scale: one.scale(isShare ? formatShare(top, words.language) : quantity(top, unit, words.language)),
    title: one.chart(name, last.text, from, to),
    isUnknown: last.isUnknown,
    layout: layoutBesideCourse({ values: drawn, beside, top, marks: [top / 2], height: HEIGHT }),
  }
}

/** A quarter of a measure as text: its value, what the line has or what part of it this is, and both receipts. */
function cellOf(reading: Reading, index: number, data: SubsidiaryData, words: Words) {
  const { language, messages } = words
  const { notAssessable, notShown, one } = messages.subsidiaries
  const point = reading.points[index]
  const { own = null, line = null } = point ?? {}
  const [value, other] = [reading.value(own), reading.value(line)]
  const isCoverage = reading.metric === COVERAGE_OF
  const unit = isCoverage ? 'share' : ((own ?? line)?.unit ?? '')
  const text = textsBeside(reading.isPart ? [value] : [value, other], unit, words)
  const period = periodsOf(data)[index]
  const isHere = period !== undefined && isIn(data.subsidiary, period)
  const isWithheld = !isCoverage && own !== null && own.withheld !== null
  const isUnknown = isHere && value === null && metricOf(reading.metric).formula.kind === 'ratio'
  return {
    text: isWithheld ? notShown : value === null ? (isUnknown ? notAssessable : MISSING) : text(value),
    isUnknown,
    href: own === null ? null : hrefOf(own, { subsidiary: [data.subsidiary.id] }, language),
    line:
      line === null || other === null || (reading.isPart && value === null)
        ? ''
        : reading.isPart
          ? one.ofLine(formatShare(point?.drawn ?? null, language, 1))
          : one.line(text(other)),
    lineHref:
      line === null ? null : hrefOf(line, { business_line: [data.subsidiary.businessLine] }, language),
  }
}

function hrefOf(
  { metric, period, dataVersion: version }: Figure,
  filters: Filters,
  language: Words['language'],
): string {
  return receiptPath(language, { metrics: [metric], by: [], period, filters, version })
}
