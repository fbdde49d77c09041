import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { ExplorePage } from '#app/components/explore/explore-page.tsx'
import { pageAsked, questionPath } from '#app/figures/figures-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { exploreView } from '#app/reports/explore/explore-view.ts'
import { loadAnswer } from '#app/reports/explore/load-answer.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError, pageDeadlineMs: deadlineMs, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const [explored, entities] = await Promise.all([
    loadAnswer(warehouse, viewer.scope, url.searchParams, { reportError, deadlineMs }),
    loadEntities(warehouse, viewer.scope),
  ])
  // A form sends every field, and a question has several spellings: the link to keep is one.
  if (explored.kind === 'asked') {
    const only = questionPath(language, explored.request, pageAsked(url.searchParams))
    // A request writes the tilde of elapsed days as %7E, which would lead to itself for ever.
    if (only !== `${url.pathname}${url.search}`.replaceAll('%7E', '~')) throw redirect(only)
  }
  if (explored.kind === 'nothing-asked' || (explored.kind === 'asked' && explored.isWhole))
    context.declareWhole()
  // Nothing of an address that was not understood is sent back.
  const known = explored.kind === 'asked' ? url : new URL(url.pathname, url)
  return unsent({
    language,
    view: exploreView(explored, url.searchParams, entities, warehouse.dataset, {
      language,
      messages: messagesFor(language),
      models: entities.models,
      costs: warehouse.costs,
    }),
    address: `${known.pathname}${known.search}`,
    otherLanguageHref: otherLanguageAddress(known),
    reference,
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function Explore() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <ExplorePage {...useLoaderData<typeof loader>().page} theme={theme} />
}
