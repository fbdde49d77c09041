import { createHash } from 'node:crypto'
import { cp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { type DemoInBigQuery, demoInBigQuery } from '#tests/bigquery/demo-in-bigquery.ts'
import { googlesqlInstalled } from '#tests/googlesql/installed.ts'
import { ask } from '#tests/pages/ask.ts'
import { runCommand, type Served, serveVigie, temporaryFolder } from '#tests/pages/serve.ts'
import { textOf } from '#tests/reports/page-parts.ts'

vi.setConfig({ testTimeout: 600_000 })

const dataDir = temporaryFolder((remove) => afterAll(remove))
const found = googlesqlInstalled()
let made: Promise<DemoInBigQuery> | null = null
const demo = () => {
  made ??= demoInBigQuery(dataDir)
  return made
}
afterAll(async () => (await made)?.close())

async function environment(): Promise<Record<string, string>> {
  const { settings } = await demo()
  return {
    VIGIE_DATA_DIR: dataDir,
    VIGIE_WAREHOUSE: 'bigquery',
    VIGIE_BIGQUERY_PROJECT: settings.project,
    VIGIE_BIGQUERY_DATASET: settings.dataset,
    VIGIE_BIGQUERY_LOCATION: settings.location,
    VIGIE_BIGQUERY_ENDPOINT: settings.endpoint ?? '',
    VIGIE_DOCUMENT_CACHE: 'off',
    // The reference engine is no fast one.
    VIGIE_PAGE_DEADLINE_MS: '0',
  }
}

async function served(work: (server: Served) => Promise<void>): Promise<void> {
  const server = await serveVigie(dataDir, await environment())
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}

function needsEngine(name: string, body: () => Promise<void>): void {
  test(name, async ({ skip }) => {
    if (!found.installed) return skip(found.reason)
    await body()
  })
}

needsEngine('the command tells what is there, what setup would do, and what pages cost', async () => {
  const env = await environment()
  const checked = await runCommand(['bigquery', 'check'], env)
  expect(checked).toMatch(/ok {8}run queries: queries run in my-project, europe-west9/)
  expect(checked).toMatch(/ok {8}read tables: serves version [0-9a-f]{12}/)
  expect(await runCommand(['bigquery', 'plan'], env)).toContain('setup would change nothing')
  expect(await runCommand(['bigquery', 'sweep'], env)).toContain('Nothing is left of builds killed')
  const priced = await runCommand(['bigquery', 'dry-run'], env)
  for (const page of [
    'synthese',
    'commitments',
    'commitment',
    'usage',
    'cost',
    'gpu-hours',
    'carbon',
    'subsidiaries',
    'subsidiary',
    'sovereignty',
    'projects',
    'models',
    'providers',
  ])
    expect(priced).toMatch(new RegExp(`^${page} +\\d+ MiB +0\\.\\d{6} €$`, 'm'))
  await expect(runCommand(['bigquery', 'dry-run', '--budget', '0.00001'], env)).rejects.toThrow(
    /Over the budget of 0.00001 € for one view: synthese, commitments, commitment, usage/,
  )
})

needsEngine('a figure in a terminal is read from BigQuery as from the embedded tables', async () => {
  const asked = ['figures', '--metric', 'carbon_kg', '--by', 'model', '--period', '2026-Q3', '--csv']
  const embedded = { ...(await environment()), VIGIE_WAREHOUSE: 'duckdb' }
  const plain = (text: string) => text.replaceAll(/\b[0-9a-f]{12}\b/g, 'VERSION')
  const fromBigQuery = plain(await runCommand(asked, await environment()))
  expect(fromBigQuery.split('\n').length).toBeGreaterThan(5)
  expect(fromBigQuery).toBe(plain(await runCommand(asked, embedded)))
})

needsEngine(
  'a page says what its query billed, nothing when it is kept, and its receipt pastes',
  async () => {
    await served(async ({ address }) => {
      const { server } = await demo()
      const first = await ask(address, '/fr/usage?quarter=2026-Q3')
      expect(first.status).toBe(200)
      expect(textOf(first.text)).toMatch(/BigQuery : page faite avec \d+ requêtes?, \d+ Mio facturés/)
      const before = server.requests.length
      const again = await ask(address, '/en/usage?quarter=2026-Q3')
      expect(textOf(again.text)).toContain('BigQuery: no query, figures kept from before')
      expect(server.requests.slice(before).filter(({ path }) => path.endsWith('/queries'))).toEqual([])
      const [receipt = ''] = /\/fr\/receipt\?[^"]+/.exec(first.text) ?? []
      const pasted = textOf((await ask(address, receipt.replaceAll('&amp;', '&'))).text)
      expect(pasted).toContain('DECLARE p_')
      expect(pasted).toContain('`my-project.vigie.fact_month__v')
      expect(pasted).not.toMatch(/@(from|to|scope)\b/)
    })
  },
)

needsEngine('with BigQuery out, a new server shows what was read before, and says what was not', async () => {
  const { server } = await demo()
  const restore = server.fault({
    kind: 'error',
    status: 503,
    reason: 'backendError',
    message: 'secret detail of the service',
  })
  try {
    await served(async ({ address }) => {
      expect((await ask(address, '/fr/definitions/carbon_kg')).status).toBe(200)
      const kept = await ask(address, '/fr/usage?quarter=2026-Q3')
      expect([kept.status, textOf(kept.text).includes('La source est indisponible')]).toEqual([200, false])
      expect(textOf(kept.text)).toMatch(/BigQuery ne répond pas : chiffres déjà lus, de la version du \d+/)
      const unread = await ask(address, '/fr/cost?quarter=2024-Q2')
      expect(unread.status).toBe(200)
      expect(textOf(unread.text)).toContain('La source est indisponible')
      expect(textOf(unread.text)).toContain('La source n’a pas répondu')
      expect(textOf(unread.text)).not.toContain('Rien n’est connu')
      expect(textOf(unread.text)).not.toMatch(/chiffres gardés| , T2/)
      expect(unread.text).not.toContain('secret detail')
      // A file without figures would be read as zeros.
      const file = await ask(address, '/fr/export/cost.csv?quarter=2024-Q2')
      expect([file.status, file.text.includes('secret detail')]).toEqual([503, false])
      const receipt = await ask(address, '/fr/receipt?metric=cost&period=2024-Q2')
      expect(receipt.status).toBe(503)
      expect(textOf((await ask(address, '/fr/data')).text)).not.toContain('aucun mois ne manque')
    })
  } finally {
    restore()
  }
})

/** Makes what is kept of the version served look as if a former version had answered it, and nothing of this one. */
async function keptFromBefore(): Promise<void> {
  const folder = path.join(dataDir, 'bigquery', 'my-project.vigie', 'answers')
  const [version = ''] = await readdir(folder)
  const [former, info] = [path.join(folder, 'abcdefabcdef'), path.join(folder, version, 'dataset.json')]
  await cp(path.join(folder, version), former, { recursive: true })
  const described = JSON.parse((await readFile(info, 'utf-8')).replace(/^.*\n/, '')) as object
  const text = JSON.stringify({ ...described, version: 'abcdefabcdef' })
  const digest = createHash('sha256').update(text).digest('hex')
  await writeFile(path.join(former, 'dataset.json'), `${digest}\n${text}`)
  await utimes(path.join(former, 'dataset.json'), new Date(0), new Date(0))
  for (const name of await readdir(path.join(folder, version)))
    if (name !== 'dataset.json') await rm(path.join(folder, version, name))
}

needsEngine(
  'a page that the new version cannot answer is shown from the one before, with its moment',
  async () => {
    const { server } = await demo()
    await keptFromBefore()
    const restore = server.fault({ kind: 'error', status: 503, reason: 'backendError' })
    try {
      await served(async ({ address }) => {
        const { status, text } = await ask(address, '/fr/usage?quarter=2026-Q3')
        const page = textOf(text)
        expect(status).toBe(200)
        expect(page).toMatch(
          /La source ne répond pas : derniers chiffres connus, du \d+(er)? \S+ \d{4}, \d+ h \d\d\./,
        )
        expect(page).not.toContain('La source est indisponible')
        expect(page).toContain('version abcdefabcdef')
      })
    } finally {
      restore()
    }
  },
)
