import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { CommitmentPage } from '#app/components/commitments/commitment-page.tsx'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { commitmentPageView } from '#app/reports/commitments/commitment-view.ts'
import { loadCommitment } from '#app/reports/commitments/load-commitment.server.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { commitmentsSpec } from '#app/reports/topics/page-spec.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError, pageDeadlineMs: deadlineMs, requestId: reference } = context
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const [{ promised, refusal }, entities] = await Promise.all([
    readMission(context),
    loadEntities(warehouse, viewer.scope),
  ])
  // The page of all commitments says what is wrong with the file.
  if (refusal !== null) throw redirect(`/${language}/commitments`)
  const commitment = promised?.commitments.find(({ id }) => id === params.id)
  if (commitment === undefined) throw new Response(null, { status: 404 })
  const { state, address } = readPage(url.searchParams, warehouse.dataset, commitmentsSpec(entities))
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const panel = await loadCommitment(warehouse, viewer.scope, commitment, state.quarter, {
    reportError,
    deadlineMs,
  })
  if (panel.state === 'ready' || panel.state === 'empty') context.declareWhole()
  return unsent({
    language,
    view: commitmentPageView(commitment, panel, state, entities, warehouse.dataset, {
      language,
      messages: messagesFor(language),
      models: entities.models,
      costs: warehouse.costs,
    }),
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
    reference,
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function CommitmentRoute() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <CommitmentPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
