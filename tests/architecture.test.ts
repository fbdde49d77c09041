import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

type Import = { readonly from: string; readonly to: string; readonly folder: string; readonly target: string }

const SOURCES = readdirSync('app', { recursive: true, encoding: 'utf-8' })
  .map((file) => path.posix.join('app', file.replaceAll('\\', '/')))
  .filter((file) => /\.tsx?$/.test(file))

/** The first folder under app/, or the file itself at the root of it. */
const folderOf = (file: string) => file.split('/')[1] ?? ''

/** Imports that exist at run time: types are erased. */
function runtimeImports(file: string): Import[] {
  const text = readFileSync(file, 'utf-8')
  const found = text.matchAll(/^(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  return [...found].map((match) => {
    const to = match[1] ?? ''
    const target = to.startsWith('#app/') ? to.replace('#app/', 'app/') : to
    return { from: file, to, folder: folderOf(file), target }
  })
}

const IMPORTS = SOURCES.flatMap(runtimeImports)

/** Folders each folder may import at run time (architecture of the project); itself always. */
const MAY: Record<string, readonly string[]> = {
  access: [],
  charts: [],
  commitments: ['metrics', 'filters', 'footprint'],
  components: ['charts', 'i18n', 'filters', 'metrics', 'access'],
  demo: ['metrics', 'warehouse/schema.ts'],
  figures: [
    'metrics',
    'filters',
    'footprint',
    'access',
    'warehouse/schema.ts',
    'warehouse/tables.ts',
    'warehouse/warehouse.ts',
  ],
  filters: [],
  footprint: [],
  forecast: ['filters'],
  i18n: [],
  imports: ['sources', 'footprint', 'warehouse', 'demo', 'filters', 'commitments'],
  metrics: ['warehouse/schema.ts'],
  reports: [
    'access',
    'charts',
    'commitments',
    'figures',
    'filters',
    'footprint',
    'forecast',
    'i18n',
    'metrics',
    // What definitions and the dictionary describe: lists, nothing that runs.
    'sources/exports.ts',
    'sources/formats.ts',
    'warehouse/descriptions.ts',
    'warehouse/schema.ts',
    'warehouse/tables.ts',
    'warehouse/warehouse.ts',
  ],
  sources: ['metrics', 'warehouse/schema.ts'],
  styles: [],
  warehouse: ['access/scope.ts'],
}

const inTree = IMPORTS.filter(({ target }) => target.startsWith('app/'))

test('each folder imports only what the architecture lets it', () => {
  const refused = inTree.filter(({ folder, target }) => {
    const may = MAY[folder]
    if (may === undefined || folderOf(target) === folder) return false
    return !may.some((allowed) => target === `app/${allowed}` || target.startsWith(`app/${allowed}/`))
  })
  expect(refused.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
})

test('every folder of app is known to the architecture', () => {
  const folders = new Set(SOURCES.filter((file) => file.split('/').length > 2).map(folderOf))
  const known = new Set([...Object.keys(MAY), 'routes', 'server', 'guide'])
  expect([...folders].filter((folder) => !known.has(folder))).toEqual([])
})

test('a driver is imported only by the warehouse', () => {
  const drivers = IMPORTS.filter(({ to }) => to === '@duckdb/node-api' || to === '@google-cloud/bigquery')
  const outside = drivers.filter(
    ({ from }) => !/^app\/warehouse\/(?:[a-z-]+\/)?[^/]+\.server\.ts$/.test(from),
  )
  expect(outside.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
})

test('the domain knows no framework', () => {
  const domain = [
    'filters',
    'footprint',
    'metrics',
    'access',
    'commitments',
    'figures',
    'sources',
    'demo',
    'forecast',
  ]
  const frameworks = IMPORTS.filter(
    ({ folder, to }) => domain.includes(folder) && /^(react|react-dom|@remix-run|express)/.test(to),
  )
  expect(frameworks.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
})

test('charts draw without hooks, without d3 in their marks, and lay out without React', () => {
  const wrong = SOURCES.filter((file) => folderOf(file) === 'charts').filter((file) => {
    const text = readFileSync(file, 'utf-8')
    if (file.endsWith('.tsx')) return /from 'd3/.test(text) || /\buse[A-Z]\w*\(/.test(text)
    return file.endsWith('.layout.ts') && /from 'react/.test(text)
  })
  expect(wrong).toEqual([])
})

test('no file is a barrel and no folder is a drawer for leftovers', () => {
  const drawers = /\/(utils?|lib|helpers?|misc|types|services|common)(\/|\.tsx?$)|\/index\.tsx?$/
  expect(SOURCES.filter((file) => drawers.test(file) && !file.includes('._index.'))).toEqual([])
})

test('the environment is read in one place', () => {
  const readers = SOURCES.filter((file) => /process\.env/.test(readFileSync(file, 'utf-8')))
  expect(readers.filter((file) => file !== 'app/env.server.ts')).toEqual([])
})

test('figures and reports name tables only as placeholders', () => {
  const tables = /\b(?:FROM|JOIN)\s+(?!\{|\(|UNNEST)([`"]?[a-z_][\w.`"]*)/g
  const named = SOURCES.filter((file) => ['figures', 'reports'].includes(folderOf(file))).flatMap((file) =>
    [...readFileSync(file, 'utf-8').matchAll(tables)].map((match) => `${file}: ${match[0]}`),
  )
  expect(named).toEqual([])
})
