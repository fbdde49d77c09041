import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { SynthesePage } from '#app/components/synthese/synthese-page.tsx'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loadSynthese } from '#app/reports/synthese/load-synthese.server.ts'
import { isWhole, syntheseView } from '#app/reports/synthese/synthese-view.ts'
import { syntheseSpec } from '#app/reports/topics/page-spec.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, mission, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, address } = readPage(url.searchParams, warehouse.dataset, syntheseSpec(entities))
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const { promised, refusal } = await readMission(context)
  const data = await loadSynthese(
    warehouse,
    viewer.scope,
    { quarter: state.quarter, filters: state.filters, mission: promised },
    { reportError: context.reportError, deadlineMs: context.pageDeadlineMs },
  )
  if (isWhole(data) && refusal === null) context.declareWhole()
  const view = syntheseView(data, state, entities, warehouse.dataset, {
    language,
    messages: messagesFor(language),
    models: entities.models,
    costs: isWhole(data) ? warehouse.costs : undefined,
  })
  return unsent({
    language,
    view: { ...view, missionPath: mission.path, missionRefusal: refusal },
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
    reference,
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function Synthese() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <SynthesePage {...useLoaderData<typeof loader>().page} theme={theme} />
}
