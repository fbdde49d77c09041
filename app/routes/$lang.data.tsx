import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { DataPage } from '#app/components/data/data-page.tsx'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { dataView } from '#app/reports/data/data-view.ts'
import { loadData } from '#app/reports/data/load-data.server.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { dataSpec } from '#app/reports/topics/page-spec.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { GUIDE_LINKS } from '#app/server/guides.server.ts'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError, pageDeadlineMs: deadlineMs, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, address } = readPage(url.searchParams, warehouse.dataset, dataSpec(entities))
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const panel = await loadData(warehouse, viewer.scope, { reportError, deadlineMs })
  if (panel.state === 'ready' || panel.state === 'empty') context.declareWhole()
  return unsent({
    language,
    view: dataView(panel, state, entities, warehouse.dataset, {
      language,
      messages: messagesFor(language),
      costs: warehouse.costs,
    }),
    guides: GUIDE_LINKS,
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
    reference,
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function Data() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <DataPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
