import type { Figure } from '#app/figures/figure.ts'
import { forecastFigures } from '#app/reports/topics/load-forecast.server.ts'
import type { TopicData } from '#app/reports/topics/load-topic.server.ts'

/** The figures that the page of a topic shows, each once, in the order of the page. */
export function topicFigures({ series, who, what, forecast }: TopicData): readonly Figure[] {
  const all = Object.values(series.figures ?? {}).flat()
  const figures = [
    ...all.flatMap(({ now, previous, yearBefore }) => [now, previous, yearBefore]),
    ...all.flatMap(({ quarters }) => quarters),
    ...[...(who.figures ?? []), ...(what.figures ?? [])].flatMap(({ now, previous }) => [
      ...now,
      ...previous,
    ]),
    ...(forecast?.figures ? forecastFigures(forecast.figures) : []),
  ].filter((figure) => figure !== null)
  return [...new Map(figures.map((figure) => [figure.key, figure])).values()]
}
