import type { LoaderFunctionArgs } from '@remix-run/node'
import { groupScope } from '#app/access/scope.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loader as entityFile } from '#app/routes/$lang.export.$folder.$id[.]csv.ts'
import { loader as topicFile } from '#app/routes/$lang.export.$topic[.]csv.ts'
import { loader as commitmentPartFile } from '#app/routes/$lang.export.commitments.$id.$part[.]csv.ts'
import { loader as commitmentsFile } from '#app/routes/$lang.export.commitments[.]csv.ts'
import { loader as questionFile } from '#app/routes/$lang.export.explore[.]csv.ts'
import { loader as sovereigntyFile } from '#app/routes/$lang.export.sovereignty[.]csv.ts'
import { loader as subsidiaryFile } from '#app/routes/$lang.export.subsidiaries.$id[.]csv.ts'
import { loader as subsidiariesFile } from '#app/routes/$lang.export.subsidiaries[.]csv.ts'
import { loader as syntheseFile } from '#app/routes/$lang.export.synthese[.]csv.ts'
import type { RequestContext } from '#app/server/load-context.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** A page's figures as a file, and the loader of its route that makes it. */
export type PageFile = {
  readonly name: string
  readonly read: (args: LoaderFunctionArgs) => Promise<Response>
  readonly params: Readonly<Record<string, string>>
  /** What its address says besides the quarter. */
  readonly search?: string
}

/** Questions of the explorer: the three that it opens with, asked of one quarter. */
const QUESTIONS = [
  'metric=cost_per_employee&by=subsidiary',
  'metric=energy_per_request&by=month',
  'metric=carbon_kg&by=region&by=provider',
]

/** A commitment of each kind of part: parts of a total, use cases that fail, quarters to come. */
const COMMITMENT_PARTS = [
  ['carbon', 'contributions'],
  ['prior_review', 'failing'],
  ['workshops', 'projection'],
] as const

/** Every page that has a file: overview, commitments and parts of some, topics, subsidiaries and each of them, sovereignty, questions of the explorer, each use case, model and provider. */
export async function pagesOf(warehouse: Warehouse): Promise<readonly PageFile[]> {
  const { subsidiaries, projects, models, values } = await loadEntities(warehouse, groupScope())
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
    { name: 'commitments', read: commitmentsFile, params: {} },
    ...COMMITMENT_PARTS.map(([id, part]) => ({
      name: `commitments/${id}/${part}`,
      read: commitmentPartFile,
      params: { id, part },
    })),
    ...['usage', 'cost', 'gpu-hours', 'carbon'].map((topic) => ({
      name: topic,
      read: topicFile,
      params: { topic },
    })),
    { name: 'subsidiaries', read: subsidiariesFile, params: {} },
    ...[...subsidiaries.keys()].map((id) => ({
      name: `subsidiaries/${id}`,
      read: subsidiaryFile,
      params: { id },
    })),
    { name: 'sovereignty', read: sovereigntyFile, params: {} },
    ...QUESTIONS.map((search) => ({ name: `explore ${search}`, read: questionFile, params: {}, search })),
    ...ids.map((params) => ({ name: `${params.folder}/${params.id}`, read: entityFile, params })),
  ]
}

/** The file of a page as a reader of a scope gets it, with the answer's status before it. */
export async function fileOf(page: PageFile, quarter: string, context: RequestContext): Promise<string> {
  const response = await page
    .read({
      request: new Request(`http://vigie/en/export?quarter=${quarter}&format=machine&${page.search ?? ''}`),
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
