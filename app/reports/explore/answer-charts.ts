import { layoutBesideCourse } from '#app/charts/beside-course.layout.ts'
import { layoutColumns } from '#app/charts/quarter-columns.layout.ts'
import type { Figure, FigureDimension } from '#app/figures/figure.ts'
import { isClosed } from '#app/filters/dataset-period.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { MISSING } from '#app/metrics/format-value.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { type AnswerContext, nameAlong, valueText } from '#app/reports/explore/answer-texts.ts'
import { pageOfValue } from '#app/reports/explore/page-of-value.ts'
import { axisText, isTime, type TimeDimension, timesOf } from '#app/reports/explore/time-axis.ts'
import { dimensionName } from '#app/reports/filter-bar-view.ts'
import { periodText, withheldWords } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** More columns than these are too thin to be told apart. */
const COLUMNS = 24

/** One metric by month or by quarter alone is drawn as columns; a month without a figure keeps its place. */
export function columnsOf(figures: readonly Figure[], context: AnswerContext) {
  const { request, dataset, words } = context
  const [dimension, ...others] = request.by
  if (dimension === undefined || !isTime(dimension) || others.length > 0 || !isOfOneUnit(figures, context))
    return null
  const times = timesOf(dimension, request, dataset)
  if (times.length < 2 || times.length > COLUMNS) return null
  return layoutColumns({
    interval: null,
    columns: times.map((time, index) => {
      const figure = figures.find(({ by }) => by[dimension] === time) ?? null
      const text = figure === null ? MISSING : valueText(figure, context, 'inLine')
      const name = figure === null ? periodText(time, words) : nameAlong(dimension, figure, context)
      const isEnd = index === 0 || index === times.length - 1
      return {
        name: axisText(dimension, time, words),
        value: figure?.value ?? null,
        label: withheldWords(figure, words.language)?.short ?? text,
        tip: `${name}\u00a0: ${text}`,
        emphasis: index === times.length - 1 ? 'current' : isEnd ? 'comparison' : 'past',
        open: isOpen(time, context),
        capacity: null,
        plan: null,
      } as const
    }),
  })
}

function isOfOneUnit(figures: readonly Figure[], { request }: AnswerContext): boolean {
  return request.metrics.length === 1 && new Set(figures.map(({ unit }) => unit)).size === 1
}

function isOpen(time: string, { dataset }: AnswerContext): boolean {
  return !isClosed(parsePeriod(time, dataset.fiscalStart), dataset)
}

/** More pictures than these are no longer read at a glance. */
const PICTURES = 12
/** Px of a picture. */
const HEIGHT = 72

type Course = {
  readonly id: string
  /** One a month or quarter of the question; null where nothing is known. */
  readonly figures: readonly (Figure | null)[]
}

/** One metric by time and by one other dimension is drawn as small multiples, one a value, on one scale. */
export function multiplesOf(figures: readonly Figure[], context: AnswerContext) {
  const { request, dataset, words, entities, textOf } = context
  const time = request.by.find(isTime)
  const other = request.by.find((dimension) => !isTime(dimension))
  if (time === undefined || other === undefined || request.by.length !== 2) return null
  if (!isOfOneUnit(figures, context)) return null
  const times = timesOf(time, request, dataset)
  const unit = figures[0]?.unit ?? ''
  const all = coursesOf(figures, time, other, times)
  if (times.length < 2 || all.length < 2) return null
  const isSummed = figures.every(({ value, exact }) => value === null || exact !== null)
  const drawn = mostImportant(all, isSummed)
  const values = drawn.flatMap((course) => course.figures.map((figure) => figure?.value ?? 0))
  const [bottom, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  // Shares that pass one half are read against the whole; smaller ones would lie flat on it.
  const top = unit === 'share' && most > 0.5 ? Math.max(1, most) : most
  const last = times.at(-1) ?? ''
  const hasOpen = isOpen(last, context)
  const say = words.messages.explore.multiples
  const lastFigure = figures.find(({ by }) => by[time] === last)
  return {
    note: [
      say.what(
        dimensionName(other, words).toLocaleLowerCase(words.language),
        periodText(times[0] ?? '', words),
        periodText(last, words),
        drawn.some((course) => course.figures.some((figure) => figure?.withheld != null)),
      ),
      say.scale(bottom === 0 ? '0' : textOf(unit, bottom), textOf(unit, top)),
      `${isSummed ? say.byTotal : say.byLast}${drawn.some(isNobody) ? say.nobodyLast : ''}`,
      say.last(
        lastFigure === undefined ? periodText(last, words) : nameAlong(time, lastFigure, context),
        hasOpen,
      ),
    ].join(' · '),
    items: drawn.map(({ id, figures: own }) => {
      const figure = own.at(-1) ?? null
      return {
        id,
        name: entityName(other, id, entities, words),
        href: pageOfValue(other, id, words),
        value: figure === null ? MISSING : valueText(figure, context),
        note: '',
        isUnknown: own.every((each) => each?.value == null),
        layout: layoutBesideCourse({
          values: own.map((each) => each?.value ?? null),
          beside: [],
          top,
          bottom,
          marks: top > 0 ? [top] : [],
          height: HEIGHT,
          isOpen: hasOpen,
        }),
      }
    }),
    others: drawn.length < all.length ? say.others(all.length - drawn.length) : null,
  }
}

const isNobody = ({ id }: Course) => id === UNASSIGNED

function coursesOf(
  figures: readonly Figure[],
  time: TimeDimension,
  other: FigureDimension,
  times: readonly string[],
): readonly Course[] {
  const found = new Map<string, Map<string, Figure>>()
  for (const figure of figures) {
    const id = figure.by[other] ?? ''
    const own = found.get(id) ?? new Map<string, Figure>()
    if (own.size === 0) found.set(id, own)
    own.set(figure.by[time] ?? '', figure)
  }
  return [...found].map(([id, own]) => ({ id, figures: times.map((each) => own.get(each) ?? null) }))
}

/** The largest first, by their sum where sums mean something, else by their value in the last period, unknown after known; nobody's last, never left out. */
function mostImportant(courses: readonly Course[], isSummed: boolean): readonly Course[] {
  const size = ({ figures }: Course) => {
    return isSummed
      ? figures.reduce((sum, figure) => sum + (figure?.value ?? 0), 0)
      : (figures.at(-1)?.value ?? Number.NEGATIVE_INFINITY)
  }
  const nobody = courses.filter(isNobody)
  const named = courses
    .filter((course) => !isNobody(course))
    .map((course) => ({ course, size: size(course) }))
    .sort((a, b) => (a.size === b.size ? 0 : b.size - a.size))
    .map(({ course }) => course)
  return [...named.slice(0, PICTURES - nobody.length), ...nobody]
}
