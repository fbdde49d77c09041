import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { SubsidiaryPage } from '#app/components/subsidiaries/subsidiary-page.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import { isWhole } from '#app/reports/subsidiaries/subsidiaries-view.ts'
import { subsidiaryView } from '#app/reports/subsidiaries/subsidiary-view.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { readSubsidiary } from '#app/server/subsidiary-loader.server.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const { address, entities, load } = await readSubsidiary(args, url.searchParams, context.pageDeadlineMs)
  if (address !== null) throw redirect(`${url.pathname}${address}`)
  const data = await load()
  const isKept = isWhole([data.measured, data.useCases, data.parts, data.supplied])
  if (isKept) context.declareWhole()
  return unsent({
    language,
    view: subsidiaryView(data, entities, context.warehouse.dataset, {
      language,
      messages: messagesFor(language),
      models: entities.models,
      costs: isKept ? context.warehouse.costs : undefined,
    }),
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
    reference: context.requestId,
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function SubsidiaryRoute() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <SubsidiaryPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
