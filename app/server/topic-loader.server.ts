import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import type { EntityDimension } from '#app/reports/entity-names.ts'
import { loadTopic } from '#app/reports/topics/load-topic.server.ts'
import { makeSubject } from '#app/reports/topics/make-subject.ts'
import { isValue, pageSpec } from '#app/reports/topics/page-spec.ts'
import { type Subject, type Topic, type TopicId, topicOf } from '#app/reports/topics/topic.ts'
import { isWhole, topicView } from '#app/reports/topics/topic-view.ts'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { unsent } from '#app/server/unsent.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** What the route of a topic's page answers; an address that the page does not understand leads to one that it does. */
export async function topicPage(id: TopicId, args: LoaderFunctionArgs) {
  return await pageOf(topicOf(id), null, args)
}

/** The same for one use case, model or provider; an unknown or invisible one is a 404. */
export async function entityPage(dimension: EntityDimension, args: LoaderFunctionArgs) {
  const subject = await subjectOf(dimension, args)
  return await pageOf(topicOf(dimension), subject, args)
}

/** The entity that the address names. Throws the 404 of what is unknown and of what this reader may not see. */
export async function subjectOf(
  dimension: EntityDimension,
  { params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>,
): Promise<Subject> {
  const id = params.id ?? ''
  const entities = await loadEntities(context.warehouse, context.viewer.scope)
  if (id === UNASSIGNED || !isValue(dimension, id, entities)) throw new Response(null, { status: 404 })
  return makeSubject(dimension, id, entities)
}

async function pageOf(
  topic: Topic,
  subject: Subject | null,
  { request, params, context }: LoaderFunctionArgs,
) {
  const { viewer, warehouse, reportError, pageDeadlineMs: deadlineMs, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const entities = await loadEntities(warehouse, viewer.scope)
  const spec = pageSpec(topic, subject, entities)
  const { state, address } = readPage(url.searchParams, warehouse.dataset, spec)
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const data = await loadTopic(warehouse, viewer.scope, topic, state, { reportError, deadlineMs }, subject)
  if (isWhole(data)) context.declareWhole()
  return unsent({
    language,
    view: topicView(data, entities, warehouse.dataset, {
      language,
      messages: messagesFor(language),
      models: entities.models,
      costs: isWhole(data) ? warehouse.costs : undefined,
    }),
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
    reference,
  })
}
