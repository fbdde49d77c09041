import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { SovereigntyPage } from '#app/components/sovereignty/sovereignty-page.tsx'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { isWhole, loadSovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { sovereigntySpec } from '#app/reports/sovereignty/page-spec.ts'
import { sovereigntyView } from '#app/reports/sovereignty/sovereignty-view.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError, pageDeadlineMs: deadlineMs, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, address } = readPage(url.searchParams, warehouse.dataset, sovereigntySpec(entities))
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  // A mission file that is refused is told on the overview; the ladder stands without its trajectory.
  const { promised, refusal } = await readMission(context)
  const data = await loadSovereignty(warehouse, viewer.scope, state, promised, { reportError, deadlineMs })
  if (isWhole(data) && refusal === null) context.declareWhole()
  return unsent({
    language,
    view: sovereigntyView(data, entities, warehouse.dataset, {
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

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function Sovereignty() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <SovereigntyPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
