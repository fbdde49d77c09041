import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { DefinitionsPage } from '#app/components/definitions/definitions-page.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import { definitionsView } from '#app/reports/definitions/definitions-view.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  context.declareWhole()
  return unsent({
    language,
    view: definitionsView(context.warehouse.dataset, { language, messages: messagesFor(language) }),
    address: url.pathname,
    otherLanguageHref: otherLanguageAddress(url),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function Definitions() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <DefinitionsPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
