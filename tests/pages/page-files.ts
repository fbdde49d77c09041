import type { LoaderFunctionArgs } from '@remix-run/node'
import { groupScope } from '#app/access/scope.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loader as entityFile } from '#app/routes/$lang.export.$folder.$id[.]csv.ts'
import { loader as topicFile } from '#app/routes/$lang.export.$topic[.]csv.ts'
import { loader as syntheseFile } from '#app/routes/$lang.export.synthese[.]csv.ts'
import type { RequestContext } from '#app/server/load-context.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** A page's figures as a file, and the loader of its route that makes it. */
export type PageFile = {
  readonly name: string
  readonly read: (args: LoaderFunctionArgs) => Promise<Response>
  readonly params: Readonly<Record<string, string>>
}

/** Every page that has a file: the overview, each topic, and each use case, model and provider. */
export async function pagesOf(warehouse: Warehouse): Promise<readonly PageFile[]> {
  const { projects, models, values } = await loadEntities(warehouse, groupScope())
  const entities = {
    projects: projects.keys(),
    models: models.keys(),
    providers: values.get('provider') ?? [],
  }
  const ids = Object.entries(entities).flatMap(([folder, all]) =>
    [...all].filter((id) => id !== 'unassigned').map((id) => ({ folder, id })),
  )
  return [
    { name: 'synthese', read: syntheseFile, params: {} },
    ...['usage', 'cost', 'gpu-hours', 'carbon'].map((topic) => ({
      name: topic,
      read: topicFile,
      params: { topic },
    })),
    ...ids.map((params) => ({ name: `${params.folder}/${params.id}`, read: entityFile, params })),
  ]
}

/** The file of a page as a reader of a scope gets it, with the answer's status before it. */
export async function fileOf(page: PageFile, quarter: string, context: RequestContext): Promise<string> {
  const response = await page
    .read({
      request: new Request(`http://vigie/en/export?quarter=${quarter}&format=machine`),
      params: { lang: 'en', ...page.params },
      context,
    })
    .catch((error: unknown) => {
      if (error instanceof Response) return error
      throw error
    })
  const text = (await response.text()).replaceAll(context.warehouse.dataset.version, 'VERSION')
  return `${response.status} ${text}`
}
