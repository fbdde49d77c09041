import type { LoaderFunctionArgs } from '@remix-run/node'
import type { NamedFigure } from '#app/figures/figures-csv.ts'
import { readPage } from '#app/filters/page-address.ts'
import { parsePeriod } from '#app/filters/period.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { withNames } from '#app/reports/named-figures.ts'
import { forecastRows } from '#app/reports/topics/forecast-rows.ts'
import { lackingIn } from '#app/reports/topics/lacking.ts'
import { loadTopic, type TopicData } from '#app/reports/topics/load-topic.server.ts'
import { pageSpec } from '#app/reports/topics/page-spec.ts'
import type { Subject, Topic } from '#app/reports/topics/topic.ts'
import { topicFigures } from '#app/reports/topics/topic-figures.ts'
import { badPageFile } from '#app/server/bad-address.ts'
import { csvResponse, fileName, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** Nobody waits in front of a file as before a page. */
const DEADLINE_MS = 20_000

/** The figures of a topic's page, or of an entity's, as a file; an address that it does not understand is a 400. */
export async function topicCsv(
  topic: Topic,
  subject: Subject | null,
  { request, params, context }: LoaderFunctionArgs,
): Promise<Response> {
  const { viewer, warehouse, reportError } = context
  const search = new URL(request.url).searchParams
  const variant = takeVariant(search, languageOf(params.lang))
  const entities = await loadEntities(warehouse, viewer.scope)
  const spec = pageSpec(topic, subject, entities)
  const { state, isUnderstood } = readPage(search, warehouse.dataset, spec)
  if (!isUnderstood)
    throw badPageFile(state, { clock: warehouse.dataset, entities, language: languageOf(params.lang) })
  const options = { reportError, deadlineMs: DEADLINE_MS }
  const data = await loadTopic(warehouse, viewer.scope, topic, state, options, subject)
  const language = languageOf(params.lang)
  const words = { language, messages: messagesFor(language), models: entities.models }
  const forecast = data.forecast?.figures ?? null
  return csvResponse(
    [
      ...withNames(topicFigures(data), entities, words).map(withLacking(data, warehouse.dataset)),
      ...(forecast === null ? [] : forecastRows(forecast, warehouse.dataset.version, words)),
    ],
    variant,
    fileName([topic.path, ...(subject === null ? [] : [subject.id])], state, variant),
  )
}

/** What the coverage of a figure cannot say, its line says by name. */
function withLacking({ lacking }: TopicData, { fiscalStart }: DatasetInfo) {
  const known = lacking.figures ?? []
  return (figure: NamedFigure): NamedFigure => {
    if (known.length === 0) return figure
    const own = lackingIn(known, figure.metric, parsePeriod(figure.period, fiscalStart))
    return { ...figure, lacking: own.map(({ source, month }) => `${source} ${month}`).join(', ') }
  }
}
