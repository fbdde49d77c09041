import type { LoaderFunctionArgs } from '@remix-run/node'
import { readPage } from '#app/filters/page-address.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { contributionsCsv } from '#app/reports/commitments/contributions-csv.ts'
import { failingCsv } from '#app/reports/commitments/failing-csv.ts'
import { loadCommitment } from '#app/reports/commitments/load-commitment.server.ts'
import { projectionCsv } from '#app/reports/commitments/projection-csv.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { syntheseSpec } from '#app/reports/topics/page-spec.ts'
import { badPageFile } from '#app/server/bad-address.ts'
import { fileName, fileResponse, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'

/** What the page of a commitment lists or draws besides its twelve quarters, as the address names it. */
const PARTS = { failing: failingCsv, contributions: contributionsCsv, projection: projectionCsv } as const

const isPart = (name: string | undefined): name is keyof typeof PARTS =>
  name !== undefined && Object.hasOwn(PARTS, name)

/** A part of the page of a commitment, as a file; a 404 for a commitment or a part that is none. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, reportError } = context
  const search = new URL(request.url).searchParams
  const language = languageOf(params.lang)
  const variant = takeVariant(search, language)
  const [{ promised }, entities] = await Promise.all([
    readMission(context),
    loadEntities(warehouse, viewer.scope),
  ])
  const commitment = promised?.commitments.find(({ id }) => id === params.id)
  if (commitment === undefined || !isPart(params.part)) throw new Response(null, { status: 404 })
  const { state, isUnderstood } = readPage(search, warehouse.dataset, syntheseSpec(entities))
  if (!isUnderstood) throw badPageFile(state, { clock: warehouse.dataset, entities, language })
  const { figures } = await loadCommitment(warehouse, viewer.scope, commitment, state.quarter, {
    reportError,
    deadlineMs: null,
  })
  if (figures === null) throw new Response(null, { status: 503 })
  const words = { language, messages: messagesFor(language), models: entities.models }
  const about = ['commitments', commitment.id, params.part]
  return fileResponse(
    PARTS[params.part](figures, state.quarter.text, entities, words, variant),
    fileName(about, { ...state, filters: {} }, variant),
  )
}
