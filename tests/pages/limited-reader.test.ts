import type { LoaderFunctionArgs } from '@remix-run/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import { questionPath } from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { loader as overview } from '#app/routes/$lang._index.tsx'
import { loader as carbon } from '#app/routes/$lang.carbon.tsx'
import { loader as commitments } from '#app/routes/$lang.commitments._index.tsx'
import { loader as commitment } from '#app/routes/$lang.commitments.$id.tsx'
import { loader as cost } from '#app/routes/$lang.cost.tsx'
import { loader as explorer } from '#app/routes/$lang.explore.tsx'
import { loader as costFile } from '#app/routes/$lang.export.$topic[.]csv.ts'
import { loader as exploreFile } from '#app/routes/$lang.export.explore[.]csv.ts'
import { loader as gpuHours } from '#app/routes/$lang.gpu-hours.tsx'
import { loader as project } from '#app/routes/$lang.projects.$id.tsx'
import { loader as receipt } from '#app/routes/$lang.receipt.tsx'
import { loader as sovereignty } from '#app/routes/$lang.sovereignty.tsx'
import { loader as subsidiaries } from '#app/routes/$lang.subsidiaries._index.tsx'
import { loader as subsidiary } from '#app/routes/$lang.subsidiaries.$id.tsx'
import { loader as usage } from '#app/routes/$lang.usage.tsx'
import type { RequestContext } from '#app/server/load-context.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { demoOf } from '#tests/demo/demos.ts'
import { fileOf, pagesOf } from '#tests/pages/page-files.ts'
import { makeTinyDemo, temporaryFolder } from '#tests/pages/serve.ts'

vi.setConfig({ testTimeout: 300_000 })

const OWN = 'lanvenn'
const QUARTER = '2026-Q3'
const { subsidiary: SUBSIDIARIES, project: PROJECTS } = demoOf('tiny').tables
/** In production, so that its register has a review or says that it lacks one. */
const OWN_PROJECT =
  PROJECTS.find(({ subsidiary, production_on: on }) => subsidiary === OWN && on !== null)?.project ?? ''
const others = SUBSIDIARIES.filter(({ subsidiary: id }) => id !== OWN)

const dataDir = temporaryFolder((remove) => afterAll(remove))
let context: RequestContext
let release = async () => {}
const errors: unknown[] = []

beforeAll(async () => {
  await makeTinyDemo(dataDir)
  const door = await openWarehouse({ dataDir, dataset: 'demo' })
  const warehouse = await door.pin()
  release = async () => {
    warehouse.release()
    await door.close()
  }
  const scope = subsidiaryScope([OWN])
  if (scope === null) throw new Error('A list with one subsidiary makes a scope.')
  context = {
    viewer: { identity: 'local', scope },
    warehouse,
    mission: await missionFilesIn(dataDir)(warehouse.dataset),
    pageScripts: [],
    pageDeadlineMs: null,
    requestId: 'test',
    declareWhole: () => undefined,
    reportError: (error) => errors.push(error),
  }
})
afterAll(async () => await release())

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>

/** What a page's loader gives to its view, as text; the status of what it throws instead. */
async function told(
  loader: Loader,
  params: Record<string, string> = {},
  path = `/fr/page?quarter=${QUARTER}`,
  { scope } = context.viewer,
): Promise<string> {
  const request = new Request(`http://vigie${path}`)
  const data = await loader({
    request,
    params: { lang: 'fr', ...params },
    context: { ...context, viewer: { identity: 'local', scope } },
  }).catch((error: unknown) => {
    if (error instanceof Response) return { page: error.status }
    throw error
  })
  return JSON.stringify((data as { page: unknown }).page)
}

/** Names and identifiers of other subsidiaries that a text holds, as words. */
const strangersIn = (text: string) =>
  others
    .flatMap(({ subsidiary: id, name, short_name: short }) => [id, name, short])
    .filter((name) => new RegExp(`(?<![\\p{L}_])${name}(?![\\p{L}_])`, 'u').test(text))

const QUESTION = { metrics: ['cost' as const], by: ['subsidiary' as const], period: QUARTER, filters: {} }

const PAGES: readonly (readonly [string, Loader, Record<string, string>?, string?])[] = [
  ['overview', overview],
  ['usage', usage],
  ['cost', cost],
  ['gpu-hours', gpuHours],
  ['carbon', carbon],
  ['commitments', commitments],
  ['commitment', commitment, { id: 'electricity' }],
  ['commitment of use cases', commitment, { id: 'prior_review' }],
  ['subsidiaries', subsidiaries],
  ['own subsidiary', subsidiary, { id: OWN }],
  ['own use case', project, { id: OWN_PROJECT }],
  ['sovereignty', sovereignty],
  ['explorer', explorer, {}, questionPath('fr', QUESTION)],
  ['receipt', receipt, {}, receiptPath('fr', { ...QUESTION, by: [], version: null })],
]

test('no page tells a reader of one subsidiary of another', async () => {
  // The same search finds others in what a reader of the group is told.
  const group = { identity: 'local' as const, scope: groupScope() }
  expect(strangersIn(await told(subsidiaries, {}, undefined, group)).length).toBeGreaterThan(0)
  for (const [name, loader, params, path] of PAGES) {
    const text = await told(loader, params, path)
    expect([name, text.length > 500, strangersIn(text)]).toEqual([name, true, []])
  }
  expect(errors).toEqual([])
})

test('no file tells a reader of one subsidiary of another', async () => {
  const foreign = new Set(others.map(({ subsidiary: id }) => id))
  let files = 0
  for (const page of await pagesOf(context.warehouse)) {
    if (page.name.startsWith('subsidiaries/') && foreign.has(page.params.id ?? '')) continue
    const text = await fileOf(page, QUARTER, context)
    if (text.startsWith('404')) continue
    expect([page.name, text.slice(0, 3), strangersIn(text)]).toEqual([page.name, '200', []])
    files += 1
  }
  expect(files).toBeGreaterThan(10)
})

test('no example in a refusal tells a reader of one subsidiary of another', async () => {
  const refused: readonly (readonly [Loader, string])[] = [
    ...['subsidiary', 'project', 'provider', 'service', 'business_line'].flatMap((dimension) => [
      [exploreFile as Loader, `/fr/export/explore.csv?metric=cost&filter.${dimension}=zqx`] as const,
      [costFile as Loader, `/fr/export/cost.csv?filter.${dimension}=zqx`] as const,
    ]),
    ...['account', 'source', 'publisher', 'business_function', 'invoice_month'].map(
      (dimension) =>
        [exploreFile as Loader, `/fr/export/explore.csv?metric=cost&filter.${dimension}=zqx`] as const,
    ),
    [receipt, '/fr/receipt?metric=cost&period=2026-Q3&filter.zqx=1'],
  ]
  for (const [loader, path] of refused) {
    const request = new Request(`http://vigie${path}`)
    const params = { lang: 'fr', topic: 'cost' }
    const answer = await loader({ request, params, context }).catch((error: unknown) => error)
    if (!(answer instanceof Response)) throw new Error(`${path} was answered.`)
    const text = await answer.text()
    expect([path, answer.status, text]).toEqual([
      path,
      400,
      expect.stringContaining('Exemple\u00a0: filter.'),
    ])
    expect([path, strangersIn(decodeURIComponent(text))]).toEqual([path, []])
  }
})

test('another subsidiary and its use cases are not found, as what does not exist is not', async () => {
  const foreign = PROJECTS.find(({ subsidiary: id }) => id !== OWN)
  for (const { subsidiary: id } of others) expect([id, await told(subsidiary, { id })]).toEqual([id, '404'])
  expect(await told(subsidiary, { id: 'nothing' })).toBe('404')
  expect(await told(project, { id: foreign?.project ?? '' })).toBe('404')
  const files = await pagesOf(context.warehouse)
  for (const page of files.filter(({ name }) => name.startsWith('subsidiaries/'))) {
    const status = (await fileOf(page, QUARTER, context)).slice(0, 3)
    expect([page.name, status]).toEqual([page.name, page.params.id === OWN ? '200' : '404'])
  }
})
