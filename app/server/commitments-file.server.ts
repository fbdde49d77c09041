import type { LoaderFunctionArgs } from '@remix-run/node'
import type { Commitment } from '#app/commitments/mission.ts'
import { quartersUpTo } from '#app/filters/dataset-period.ts'
import { readPage } from '#app/filters/page-address.ts'
import { loadAssessments } from '#app/reports/commitment-readings.server.ts'
import { commitmentsCsv } from '#app/reports/commitments/commitments-csv.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { syntheseSpec } from '#app/reports/topics/page-spec.ts'
import { badPageFile } from '#app/server/bad-address.ts'
import { fileName, fileResponse, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'
import { readMission } from '#app/server/read-mission.ts'

/** The twelve quarters of the commitments that are asked for, as a file; throws a 404 where there is none. */
export async function commitmentsFile(
  { request, params, context }: LoaderFunctionArgs,
  isAsked: (commitment: Commitment) => boolean,
): Promise<Response> {
  const { viewer, warehouse } = context
  const search = new URL(request.url).searchParams
  const language = languageOf(params.lang)
  const variant = takeVariant(search, language)
  const [{ promised }, entities] = await Promise.all([
    readMission(context),
    loadEntities(warehouse, viewer.scope),
  ])
  const asked = (promised?.commitments ?? []).filter(isAsked)
  if (asked.length === 0) throw new Response(null, { status: 404 })
  const { state, isUnderstood } = readPage(search, warehouse.dataset, syntheseSpec(entities))
  if (!isUnderstood) throw badPageFile(state, { clock: warehouse.dataset, entities, language })
  const quarters = quartersUpTo(state.quarter, warehouse.dataset)
  const assessed = await loadAssessments(warehouse, viewer.scope, asked, quarters)
  return fileResponse(
    commitmentsCsv(assessed, quarters, language, variant),
    fileName(
      ['commitments', ...(params.id === undefined ? [] : [params.id])],
      { ...state, filters: {} },
      variant,
    ),
  )
}
