import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { DefinitionPage } from '#app/components/definitions/definition-page.tsx'
import { defaultQuarter } from '#app/filters/dataset-period.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { isMetricId } from '#app/metrics/catalog.ts'
import { definitionView } from '#app/reports/definitions/definition-view.server.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const metric = params.metric ?? ''
  if (!isMetricId(metric)) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const { dataset } = context.warehouse
  // A mission file that is refused is told on the overview; the rest of the definition does not need it.
  const { promised } = await readMission(context)
  const words = { language, messages: messagesFor(language) }
  context.declareWhole()
  return unsent({
    language,
    view: definitionView(metric, promised, defaultQuarter(dataset).text, dataset, words),
    address: url.pathname,
    otherLanguageHref: otherLanguageAddress(url),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function Definition() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <DefinitionPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
