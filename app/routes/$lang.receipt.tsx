import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { ReceiptPage } from '#app/components/receipt/receipt-page.tsx'
import { checkFilterValues } from '#app/figures/check-filter-values.ts'
import { FigureRefused } from '#app/figures/figure.ts'
import { loadReceipt, type Receipt } from '#app/figures/receipt.ts'
import { parseReceipt } from '#app/figures/receipt-path.ts'
import type { Filters } from '#app/filters/filters.ts'
import { quarterNamed } from '#app/filters/quarter-named.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import type { Language } from '#app/metrics/language.ts'
import { badFigureText } from '#app/reports/bad-address.ts'
import { CALLED_BY_NAME } from '#app/reports/called-by-name.ts'
import { loadAssessments } from '#app/reports/commitment-readings.server.ts'
import { loadWhole } from '#app/reports/commitments/load-whole.server.ts'
import { type Entities, loadEntities } from '#app/reports/entities.server.ts'
import { receiptView } from '#app/reports/receipt/receipt-view.ts'
import { isValue } from '#app/reports/topics/page-spec.ts'
import type { loader as rootLoader } from '#app/root.tsx'
import { badDocument } from '#app/server/bad-address.ts'
import { languageOf, otherLanguageAddress } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'
import { unsent } from '#app/server/unsent.ts'

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const url = new URL(request.url)
  const language = languageOf(params.lang)
  const entities = await loadEntities(context.warehouse, context.viewer.scope)
  const receipt = await receiptOf(url, language, entities, context)
  const judged = await judgementOf(receipt, language, context)
  context.declareWhole()
  return unsent({
    language,
    view: receiptView(receipt, judged, context.warehouse.dataset, entities, {
      language,
      messages: messagesFor(language),
      models: entities.models,
      costs: context.warehouse.costs,
    }),
    address: `${url.pathname}${url.search}`,
    otherLanguageHref: otherLanguageAddress(url),
  })
}

/** An address that names no figure is a bad request, with nothing of it sent back. */
async function receiptOf(
  url: URL,
  language: Language,
  entities: Entities,
  { warehouse, viewer }: LoaderFunctionArgs['context'],
) {
  try {
    const request = parseReceipt(url.searchParams, warehouse.dataset, CALLED_BY_NAME)
    const [receipt] = await Promise.all([
      loadReceipt(warehouse, viewer.scope, request),
      checkFilterValues(warehouse, viewer.scope, { filters: strangersIn(request.filters, entities) }),
    ])
    return receipt
  } catch (error) {
    if (!(error instanceof FigureRefused)) throw error
    throw badDocument(badFigureText(error, { clock: warehouse.dataset, entities, language }))
  }
}

/** The values of filters that the entities do not have: whether data hold them takes a statement of its own. */
function strangersIn(filters: Filters, entities: Entities): Filters {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([dimension, values]) => {
      const strangers = values.filter((value) => !isValue(dimension, value, entities))
      return strangers.length === 0 ? [] : [[dimension, strangers]]
    }),
  )
}

/** The commitment that the address names, assessed on this very figure; a name that fits nothing is a bad request. */
async function judgementOf(
  { request: { judgement, metrics, period } }: Receipt,
  language: Language,
  context: LoaderFunctionArgs['context'],
) {
  if (judgement === undefined) return null
  const { warehouse, viewer } = context
  const { promised, refusal } = await readMission(context)
  if (refusal !== null) return null
  const commitment = promised?.commitments.find(({ id }) => id === judgement.commitment)
  const quarter = quarterNamed(judgement.quarter, warehouse.dataset)
  const { badAddress } = messagesFor(language)
  if (commitment === undefined || quarter === null) throw badDocument(badAddress.judgement)
  const [[assessed], whole] = await Promise.all([
    loadAssessments(warehouse, viewer.scope, [commitment], [quarter]),
    loadWhole(warehouse, viewer.scope, commitment, quarter),
  ])
  if (assessed === undefined || assessed.period !== period || !metrics.includes(assessed.metric))
    throw badDocument(badAddress.judgement)
  return { assessed, quarter, whole }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function ReceiptRoute() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <ReceiptPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
