import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { ReceiptPage } from '#app/components/receipt/receipt-page.tsx'
import { FigureRefused } from '#app/figures/figure.ts'
import { loadReceipt } from '#app/figures/receipt.ts'
import { parseReceipt } from '#app/figures/receipt-path.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { receiptView } from '#app/reports/receipt/receipt-view.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const receipt = await receiptOf(url, context)
  context.declareWhole()
  return {
    language,
    view: receiptView(receipt, context.warehouse.dataset, { language, messages: messagesFor(language) }),
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
  }
}

/** An address that names no figure is a bad request, with nothing of it sent back. */
async function receiptOf(url: URL, { warehouse, viewer }: LoaderFunctionArgs['context']) {
  try {
    return await loadReceipt(warehouse, viewer.scope, parseReceipt(url.searchParams))
  } catch (error) {
    if (error instanceof FigureRefused) throw new Response(null, { status: 400 })
    throw error
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.view.title ?? 'Vigie' }]

export default function Receipt() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <ReceiptPage {...useLoaderData<typeof loader>()} theme={theme} />
}
