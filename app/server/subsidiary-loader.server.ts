import type { LoaderFunctionArgs } from '@remix-run/node'
import { readPage } from '#app/filters/page-address.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loadSubsidiary } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { SUBSIDIARY_SPEC } from '#app/reports/subsidiaries/page-spec.ts'
import { readMission } from '#app/server/read-mission.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/**
 * The subsidiary that an address names, what the address says of it, and how to load it: the page and its file read the
 * same. Throws the 404 of what is unknown and of what this reader may not see.
 */
export async function readSubsidiary(
  { params, context }: Pick<LoaderFunctionArgs, 'params' | 'context'>,
  search: URLSearchParams,
  deadlineMs: number | null,
) {
  const { viewer, warehouse, reportError } = context
  const entities = await loadEntities(warehouse, viewer.scope)
  const id = params.id ?? ''
  const subsidiary = id === UNASSIGNED ? undefined : entities.subsidiaries.get(id)
  if (subsidiary === undefined) throw new Response(null, { status: 404 })
  const read = readPage(search, warehouse.dataset, SUBSIDIARY_SPEC)
  return {
    subsidiary,
    entities,
    ...read,
    load: async () => {
      const { promised } = await readMission(context)
      const options = { reportError, deadlineMs }
      return await loadSubsidiary(warehouse, viewer.scope, subsidiary, read.state, promised, options)
    },
  }
}
