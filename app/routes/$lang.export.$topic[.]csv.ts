import type { LoaderFunctionArgs } from '@remix-run/node'
import { readPage } from '#app/filters/page-address.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loadTopic } from '#app/reports/topics/load-topic.server.ts'
import { pageSpec } from '#app/reports/topics/page-spec.ts'
import { TOPICS } from '#app/reports/topics/topic.ts'
import { topicFigures } from '#app/reports/topics/topic-figures.ts'
import { csvResponse, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'

/** Nobody waits in front of a file as before a page. */
const DEADLINE_MS = 20_000

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError } = context
  const language = languageOf(params.lang)
  const topic = Object.values(TOPICS).find(({ path }) => path === params.topic)
  if (topic === undefined) throw new Response(null, { status: 404 })
  const search = new URL(request.url).searchParams
  const variant = takeVariant(search, language)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, address } = readPage(search, warehouse.dataset, pageSpec(topic, entities))
  if (address !== null) throw new Response(null, { status: 400 })
  const data = await loadTopic(warehouse, viewer.scope, topic, state, {
    reportError,
    deadlineMs: DEADLINE_MS,
  })
  return csvResponse(topicFigures(data), variant, `${topic.path}-${state.quarter.text}`)
}
