import type { LoaderFunctionArgs } from '@remix-run/node'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { withNames } from '#app/reports/named-figures.ts'
import { loadSovereignty, sovereigntyFigures } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { sovereigntySpec } from '#app/reports/sovereignty/page-spec.ts'
import { badPageFile } from '#app/server/bad-address.ts'
import { csvResponse, fileName, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'

/** The figures of the page on sovereignty as a file; an address that the page does not understand is a 400. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError } = context
  const search = new URL(request.url).searchParams
  const language = languageOf(params.lang)
  const variant = takeVariant(search, language)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, isUnderstood } = readPage(search, warehouse.dataset, sovereigntySpec(entities))
  if (!isUnderstood) throw badPageFile(state, { clock: warehouse.dataset, entities, language })
  const { promised } = await readMission(context)
  const data = await loadSovereignty(warehouse, viewer.scope, state, promised, {
    reportError,
    deadlineMs: 20_000,
  })
  const words = { language, messages: messagesFor(language), models: entities.models }
  return csvResponse(
    withNames(sovereigntyFigures(data), entities, words),
    variant,
    fileName(['sovereignty'], state, variant),
  )
}
