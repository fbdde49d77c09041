import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { SubsidiariesPage } from '#app/components/subsidiaries/subsidiaries-page.tsx'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loadSubsidiaries } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { subsidiariesSpec } from '#app/reports/subsidiaries/page-spec.ts'
import { isWhole, subsidiariesView } from '#app/reports/subsidiaries/subsidiaries-view.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError, pageDeadlineMs: deadlineMs, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, address } = readPage(url.searchParams, warehouse.dataset, subsidiariesSpec(entities))
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const data = await loadSubsidiaries(warehouse, viewer.scope, state, { reportError, deadlineMs })
  const isKept = isWhole([data.courses, data.standings])
  if (isKept) context.declareWhole()
  return unsent({
    language,
    view: subsidiariesView(data, entities, warehouse.dataset, {
      language,
      messages: messagesFor(language),
      models: entities.models,
      costs: isKept ? warehouse.costs : undefined,
    }),
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
    reference,
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function SubsidiariesRoute() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <SubsidiariesPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
