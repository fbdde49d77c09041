import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { isDeadDraft } from '#app/imports/import-lock.server.ts'
import type { Manifest } from '#app/warehouse/manifest.server.ts'

/**
 * Removes what no manifest refers to: parts and serve files of former versions, and what a killed import left.
 * To be called under the import lock. Answers the files that the system would not let go (Windows keeps one that is
 * open), which the next import sweeps. `inUse` is the folder of the command itself.
 */
export async function sweep(
  folder: string,
  manifest: Manifest | null,
  inUse: string | null = null,
): Promise<readonly string[]> {
  const wanted = new Set(manifest?.parts.map((part) => path.join(folder, part.path)))
  const orphans = (await filesUnder(path.join(folder, 'core'))).filter((file) => !wanted.has(file))
  for (const name of await namesIn(folder)) {
    const isOldServe = name.startsWith('serve-') && !isServed(name, manifest)
    if (
      isOldServe ||
      /^(tmp-|manifest\.json\.tmp-|mission\.json\.tmp-)/.test(name) ||
      (name.startsWith('import.lock.') && (await isDeadDraft(path.join(folder, name))))
    )
      orphans.push(path.join(folder, name))
  }
  const left: string[] = []
  for (const orphan of orphans.filter((file) => file !== inUse))
    await rm(orphan, { recursive: true, force: true }).catch(() => left.push(orphan))
  return left
}

/** A file of the database that is served, its journal included. */
function isServed(name: string, manifest: Manifest | null): boolean {
  return manifest !== null && (name === manifest.serve.file || name.startsWith(`${manifest.serve.file}.`))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

async function filesUnder(folder: string): Promise<string[]> {
  const files: string[] = []
  for (const name of await namesIn(folder))
    for (const file of await namesIn(path.join(folder, name))) files.push(path.join(folder, name, file))
  return files
}
