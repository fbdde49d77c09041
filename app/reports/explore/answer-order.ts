import type { Figure, FigureDimension } from '#app/figures/figure.ts'
import { type AnswerContext, nameAlong } from '#app/reports/explore/answer-texts.ts'
import { isTime } from '#app/reports/explore/time-axis.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/**
 * By time as time goes, else the largest first, with what nobody is assigned to at the end. What that leaves equal comes
 * by name, as the page's language orders names.
 */
export function sortFigures(figures: readonly Figure[], context: AnswerContext): readonly Figure[] {
  const { by, metrics } = context.request
  const byPlace = placesCompared(by, context)
  const byMetric = (a: Figure, b: Figure) => metrics.indexOf(a.metric) - metrics.indexOf(b.metric)
  if (by.some(isTime)) return [...figures].sort((a, b) => byMetric(a, b) || byPlace(a, b))
  const isNobody = (figure: Figure) => Number(Object.values(figure.by).includes(UNASSIGNED))
  const sizeOf = ({ value }: Figure) => value ?? Number.NEGATIVE_INFINITY
  return [...figures].sort(
    (a, b) =>
      byMetric(a, b) ||
      isNobody(a) - isNobody(b) ||
      (sizeOf(a) === sizeOf(b) ? byPlace(a, b) : sizeOf(b) - sizeOf(a)),
  )
}

/** Along each dimension in turn: times and months as they go, names as the language has them, nobody's last. */
function placesCompared(by: readonly FigureDimension[], context: AnswerContext) {
  const collator = new Intl.Collator(context.words.language)
  const names = new Map<string, string>()
  const nameOf = (dimension: FigureDimension, figure: Figure) => {
    const key = `${dimension} ${figure.by[dimension]}`
    const name = names.get(key) ?? nameAlong(dimension, figure, context)
    names.set(key, name)
    return name
  }
  return (a: Figure, b: Figure): number => {
    for (const dimension of by) {
      const [one = '', other = ''] = [a.by[dimension], b.by[dimension]]
      if (one === other) continue
      if (one === UNASSIGNED || other === UNASSIGNED) return one === UNASSIGNED ? 1 : -1
      const byName = /month$|quarter$/.test(dimension)
        ? 0
        : collator.compare(nameOf(dimension, a), nameOf(dimension, b))
      return byName || (one < other ? -1 : 1)
    }
    return 0
  }
}
