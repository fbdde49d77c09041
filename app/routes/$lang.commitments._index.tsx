import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { CommitmentsPage } from '#app/components/commitments/commitments-page.tsx'
import { quartersUpTo } from '#app/filters/dataset-period.ts'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { commitmentsView } from '#app/reports/commitments/commitments-view.ts'
import { loadWall } from '#app/reports/commitments/load-wall.server.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { settlePanel } from '#app/reports/panel.ts'
import { commitmentsSpec } from '#app/reports/topics/page-spec.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const {
    viewer,
    warehouse,
    mission,
    reportError,
    pageDeadlineMs: deadlineMs,
    requestId: reference,
  } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const [{ promised, refusal }, entities] = await Promise.all([
    readMission(context),
    loadEntities(warehouse, viewer.scope),
  ])
  const { state, address } = readPage(url.searchParams, warehouse.dataset, commitmentsSpec(entities))
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const quarters = quartersUpTo(state.quarter, warehouse.dataset)
  const wall = await settlePanel(warehouse, () => loadWall(warehouse, viewer.scope, promised, quarters), {
    reportError,
    deadlineMs,
  })
  const isWhole = wall.state === 'ready' || wall.state === 'empty'
  if (isWhole && refusal === null) context.declareWhole()
  const view = commitmentsView(wall, promised, quarters, state, entities, warehouse.dataset, {
    language,
    messages: messagesFor(language),
    models: entities.models,
    costs: isWhole ? warehouse.costs : undefined,
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

export default function CommitmentsRoute() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <CommitmentsPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
