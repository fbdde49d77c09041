import { existsSync, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { vitePlugin as remix } from '@remix-run/dev'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname
const PAGE_SCRIPT = join(root, 'app/charts/tooltips.client.ts')

/** Name of the built file → source of what a person or the operator starts: the server and every script in TypeScript. */
function serverEntries(): Record<string, string> {
  const scripts = readdirSync(join(root, 'scripts')).filter((file) => file.endsWith('.ts'))
  return {
    index: 'virtual:remix/server-build',
    server: join(root, 'app/server/main.ts'),
    ...Object.fromEntries(scripts.map((file) => [parse(file).name, join(root, 'scripts', file)])),
  }
}

/** Remix overwrites `rollupOptions.input`, so the entries that are not pages are added after it has spoken. */
function vigieEntries(): Plugin {
  return {
    name: 'vigie-entries',
    config(_, { command, isSsrBuild }) {
      if (command !== 'build') return
      if (isSsrBuild) {
        return {
          build: {
            target: 'es2022',
            rollupOptions: {
              input: serverEntries(),
              output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
            },
          },
        }
      }
      return existsSync(PAGE_SCRIPT) ? { build: { rollupOptions: { input: [PAGE_SCRIPT] } } } : undefined
    },
  }
}

function remixPlugin() {
  return remix({
    buildDirectory: process.env.VIGIE_BUILD_DIRECTORY ?? 'build',
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
      v3_routeConfig: true,
    },
  })
}

export default defineConfig({
  plugins: process.env.VITEST ? [] : [remixPlugin(), vigieEntries()],
  // The manifest gives the server the hashed address of the page script; preloading would add a helper to every page.
  build: { manifest: true, modulePreload: false },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**'],
    globalSetup: ['tests/shared-site.ts'],
    setupFiles: ['tests/properties.ts', 'tests/figure-equality.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
