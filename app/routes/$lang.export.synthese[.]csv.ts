import type { LoaderFunctionArgs } from '@remix-run/node'
import { figuresCsv } from '#app/figures/figures-csv.ts'
import { quarterChosen } from '#app/filters/quarter-chosen.ts'
import { loadSynthese } from '#app/reports/synthese/load-synthese.server.ts'
import { syntheseFigures } from '#app/reports/synthese/synthese-csv.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, warehouse, mission, reportError } = context
  const search = new URL(request.url).searchParams
  const format = search.get('format')
  search.delete('format')
  const { quarter, address } = quarterChosen(search, warehouse.dataset)
  if (address !== null || (format !== null && format !== 'machine')) throw new Response(null, { status: 400 })
  const data = await loadSynthese(
    warehouse,
    viewer.scope,
    { quarter, mission: await mission.read() },
    { reportError, deadlineMs: 20_000 },
  )
  return new Response(figuresCsv(syntheseFigures(data), format ?? 'french'), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="vigie-synthese-${quarter.text}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
