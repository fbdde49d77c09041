import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loadTopic } from '#app/reports/topics/load-topic.server.ts'
import { pageSpec } from '#app/reports/topics/page-spec.ts'
import { type TopicId, topicOf } from '#app/reports/topics/topic.ts'
import { isWhole, topicView } from '#app/reports/topics/topic-view.ts'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'

/** What the route of a topic's page answers; an address that the page does not understand leads to one that it does. */
export async function topicPage(id: TopicId, { request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const topic = topicOf(id)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, address } = readPage(url.searchParams, warehouse.dataset, pageSpec(topic, entities))
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const data = await loadTopic(warehouse, viewer.scope, topic, state, { reportError })
  if (isWhole(data)) context.declareWhole()
  return {
    language,
    view: topicView(data, entities, warehouse.dataset, { language, messages: messagesFor(language) }),
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
    reference,
  }
}
