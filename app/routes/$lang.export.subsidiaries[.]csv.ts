import type { LoaderFunctionArgs } from '@remix-run/node'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { withNames } from '#app/reports/named-figures.ts'
import { loadSubsidiaries } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { subsidiariesSpec } from '#app/reports/subsidiaries/page-spec.ts'
import { subsidiariesFigures } from '#app/reports/subsidiaries/subsidiaries-csv.ts'
import { SUBSIDIARIES } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { badPageFile } from '#app/server/bad-address.ts'
import { csvResponse, fileName, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'

/** The figures of the page of all subsidiaries as a file; an address that it does not understand is a 400. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError } = context
  const search = new URL(request.url).searchParams
  const language = languageOf(params.lang)
  const variant = takeVariant(search, language)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, isUnderstood } = readPage(search, warehouse.dataset, subsidiariesSpec(entities))
  if (!isUnderstood) throw badPageFile(state, { clock: warehouse.dataset, entities, language })
  const data = await loadSubsidiaries(warehouse, viewer.scope, state, { reportError, deadlineMs: 20_000 })
  const words = { language, messages: messagesFor(language), models: entities.models }
  return csvResponse(
    withNames(subsidiariesFigures(data), entities, words),
    variant,
    fileName([SUBSIDIARIES], state, variant),
  )
}
