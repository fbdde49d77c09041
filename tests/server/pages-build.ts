import type { ServerBuild } from '@remix-run/node'
import * as entry from '#app/entry.server.tsx'
import * as root from '#app/root.tsx'
import * as index from '#app/routes/_index.tsx'
import * as unknown from '#app/routes/$lang.$.tsx'
import * as language from '#app/routes/$lang.tsx'
import * as theme from '#app/routes/theme.tsx'

type RouteModule = ServerBuild['routes'][string]['module']
/** Remix's type asks a default of files, which have none, and forgets what a page's `meta` knows of its loader. */
export type TestModule = Partial<Omit<RouteModule, 'meta'>> & { readonly meta?: unknown }
type Placed = { readonly path?: string; readonly parentId?: string; readonly index?: boolean }

/** The application's own root, entry and addresses, with pages of a test's beside them under `/fr` and `/en`. */
export function buildWith(pages: Readonly<Record<string, TestModule>>): ServerBuild {
  const routes: ServerBuild['routes'] = {}
  const assets: ServerBuild['assets']['routes'] = {}

  function place(id: string, module: TestModule, placed: Placed): void {
    routes[id] = { id, module: module as RouteModule, ...placed }
    assets[id] = {
      id,
      ...placed,
      module: `/assets/${id}.js`,
      hasAction: module.action !== undefined,
      hasLoader: module.loader !== undefined,
      hasClientAction: false,
      hasClientLoader: false,
      hasErrorBoundary: module.ErrorBoundary !== undefined,
    }
  }

  place('root', root, { path: '' })
  place('_index', index, { parentId: 'root', index: true })
  place('theme', theme, { parentId: 'root', path: 'theme' })
  place('$lang', language, { parentId: 'root', path: ':lang' })
  place('$lang.$', unknown, { parentId: '$lang', path: '*' })
  for (const [path, module] of Object.entries(pages)) place(path, module, { parentId: '$lang', path })
  return {
    mode: 'test',
    entry: { module: entry },
    routes,
    assets: {
      entry: { module: '/assets/entry.client.js', imports: [] },
      routes: assets,
      url: '/assets/manifest.js',
      version: 'test',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
    isSpaMode: false,
  }
}
