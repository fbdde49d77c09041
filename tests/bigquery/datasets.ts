import { ok, pageOf, type Route } from './messages.ts'
import { checkIfMatch, etag, settingsAfter } from './resources.ts'
import { revise, type Store, type StoredDataset } from './store.ts'
import { invalid, WireError } from './wire-error.ts'

const PATH = '/bigquery/v2/projects/{project}/datasets'
const COMPUTED = [
  'kind',
  'id',
  'etag',
  'selfLink',
  'datasetReference',
  'location',
  'creationTime',
  'lastModifiedTime',
]

/** Where a data set lies that does not say it. */
export const DEFAULT_LOCATION = 'US'

/** The methods on data sets: insert, list, get, patch, update, delete. */
export function datasetRoutes(store: Store): readonly Route[] {
  const change = (method: 'PATCH' | 'PUT'): Route => ({
    method,
    path: `${PATH}/{dataset}`,
    handle({ request, part }) {
      const dataset = store.dataset(part('project'), part('dataset'))
      checkIfMatch(request, dataset)
      dataset.settings = settingsAfter(request, dataset.settings, COMPUTED)
      revise(dataset)
      return ok(resource(dataset))
    },
  })
  return [
    {
      method: 'POST',
      path: PATH,
      handle({ request, part }) {
        const { datasetReference, location = DEFAULT_LOCATION } = (request.body ?? {}) as {
          datasetReference?: { datasetId?: string }
          location?: string
        }
        const id = datasetReference?.datasetId ?? ''
        if (!/^\w+$/.test(id)) throw invalid(`Invalid dataset ID "${id}".`)
        const settings = settingsAfter(request, {}, COMPUTED)
        return ok(resource(store.createDataset(part('project'), id, location, settings)))
      },
    },
    {
      method: 'GET',
      path: PATH,
      handle({ request, part }) {
        const { page, next } = pageOf(store.datasets(part('project')), request.query)
        const datasets = page.map((dataset) => {
          const { kind, id, datasetReference, location } = resource(dataset)
          return { kind, id, datasetReference, location, labels: dataset.settings.labels }
        })
        return ok({ kind: 'bigquery#datasetList', datasets, ...next })
      },
    },
    {
      method: 'GET',
      path: `${PATH}/{dataset}`,
      handle: ({ part }) => ok(resource(store.dataset(part('project'), part('dataset')))),
    },
    change('PATCH'),
    change('PUT'),
    {
      method: 'DELETE',
      path: `${PATH}/{dataset}`,
      handle({ request, part }) {
        const dataset = store.dataset(part('project'), part('dataset'))
        const isEmpty = store.tables(dataset.project, dataset.id).length === 0
        if (!isEmpty && request.query.deleteContents !== 'true')
          throw new WireError(
            400,
            'resourceInUse',
            `Dataset ${dataset.project}:${dataset.id} is still in use`,
          )
        store.deleteDataset(dataset.project, dataset.id)
        return { status: 204 }
      },
    },
  ]
}

function resource(dataset: StoredDataset) {
  const { project, id, location, settings, created, modified } = dataset
  return {
    ...settings,
    kind: 'bigquery#dataset',
    id: `${project}:${id}`,
    etag: etag(dataset),
    datasetReference: { projectId: project, datasetId: id },
    location,
    creationTime: String(created),
    lastModifiedTime: String(modified),
  }
}
