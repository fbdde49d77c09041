import type { LoaderFunctionArgs } from '@remix-run/node'
import { MissionRefused } from '#app/commitments/mission.ts'
import { quarterChosen } from '#app/filters/quarter-chosen.ts'
import { loadSynthese } from '#app/reports/synthese/load-synthese.server.ts'
import { syntheseFigures } from '#app/reports/synthese/synthese-csv.ts'
import { csvResponse, takeVariant } from '#app/server/csv-response.ts'

/** The page tells why a mission cannot be used; its figures are taken away without it. */
function withoutMission(error: unknown): null {
  if (error instanceof MissionRefused) return null
  throw error
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, mission, reportError } = context
  const search = new URL(request.url).searchParams
  const variant = takeVariant(search, params.lang)
  const { quarter, address } = quarterChosen(search, warehouse.dataset)
  if (address !== null) throw new Response(null, { status: 400 })
  const data = await loadSynthese(
    warehouse,
    viewer.scope,
    { quarter, mission: await mission.read().catch(withoutMission) },
    { reportError, deadlineMs: 20_000 },
  )
  return csvResponse(syntheseFigures(data), variant, `synthese-${quarter.text}`)
}
