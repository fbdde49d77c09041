import { existsSync, readFileSync } from 'node:fs'

type ViteManifest = Readonly<Record<string, { readonly file: string }>>

/** Sources of the deferred scripts that improve a page which is already complete. */
export const PAGE_SCRIPTS = ['app/charts/tooltips.client.ts']

/** The hashed addresses of the page scripts that a build holds, from Vite's manifest. */
export function readPageScripts(manifestFile: URL): string[] {
  if (!existsSync(manifestFile)) return []
  const manifest: ViteManifest = JSON.parse(readFileSync(manifestFile, 'utf8'))
  return PAGE_SCRIPTS.flatMap((source) => manifest[source] ?? []).map(({ file }) => `/${file}`)
}
