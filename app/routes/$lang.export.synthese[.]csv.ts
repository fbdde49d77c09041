import type { LoaderFunctionArgs } from '@remix-run/node'
import { MissionRefused } from '#app/commitments/mission.ts'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { withNames } from '#app/reports/named-figures.ts'
import { loadSynthese } from '#app/reports/synthese/load-synthese.server.ts'
import { syntheseFigures } from '#app/reports/synthese/synthese-csv.ts'
import { syntheseSpec } from '#app/reports/topics/page-spec.ts'
import { badPageFile } from '#app/server/bad-address.ts'
import { csvResponse, fileName, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'

/** The page tells why a mission cannot be used; its figures are taken away without it. */
function withoutMission(error: unknown): null {
  if (error instanceof MissionRefused) return null
  throw error
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, mission, reportError } = context
  const search = new URL(request.url).searchParams
  const variant = takeVariant(search, params.lang)
  const entities = await loadEntities(warehouse, viewer.scope)
  const { state, isUnderstood } = readPage(search, warehouse.dataset, syntheseSpec(entities))
  if (!isUnderstood)
    throw badPageFile(state, { clock: warehouse.dataset, entities, language: languageOf(params.lang) })
  const data = await loadSynthese(
    warehouse,
    viewer.scope,
    { quarter: state.quarter, filters: state.filters, mission: await mission.read().catch(withoutMission) },
    { reportError, deadlineMs: 20_000 },
  )
  const language = languageOf(params.lang)
  const words = { language, messages: messagesFor(language), models: entities.models }
  return csvResponse(
    withNames(syntheseFigures(data), entities, words),
    variant,
    fileName(['synthese'], state, variant),
  )
}
