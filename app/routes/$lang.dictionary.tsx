import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { DictionaryPage } from '#app/components/definitions/dictionary-page.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import { dictionaryView } from '#app/reports/definitions/dictionary-view.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  context.declareWhole()
  return unsent({
    language,
    view: dictionaryView(context.warehouse.dataset, { language, messages: messagesFor(language) }),
    address: url.pathname,
    otherLanguageHref: otherLanguageAddress(url),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function Dictionary() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <DictionaryPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
