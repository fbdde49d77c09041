import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { GuidePage } from '#app/components/guide-page.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import { footerText } from '#app/reports/words.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { GUIDE_LINKS, GUIDES } from '#app/server/guides.server.ts'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const guide = GUIDES.get(params.id ?? '')
  if (guide === undefined) throw new Response(null, { status: 404 })
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const { dataset } = context.warehouse
  context.declareWhole()
  return unsent({
    language,
    guide,
    guides: GUIDE_LINKS,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, { language, messages: messagesFor(language) }),
    address: url.pathname,
    otherLanguageHref: otherLanguageAddress(url),
  })
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data === undefined ? 'Vigie' : `${data.page.guide.title} · Vigie` },
]

export default function GuideRoute() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <GuidePage {...useLoaderData<typeof loader>().page} theme={theme} />
}
