import path from 'node:path'
import { writeDataset } from '#app/imports/dataset-writer.server.ts'
import { type EnsureOptions, ensureDemo } from '#app/imports/ensure-demo.server.ts'
import { migrateParts } from '#app/imports/migrate-parts.server.ts'
import { SILENT } from '#app/imports/progress.ts'
import { isServeCurrent } from '#app/imports/serve-digest.server.ts'
import { whenFree } from '#app/imports/when-free.server.ts'
import { type Manifest, readManifest } from '#app/warehouse/manifest.server.ts'

/**
 * Makes a data set ready to be served by this Vigie: the demo is made when it must be, a group's tables are built again
 * from core after an upgrade that changes them or when their file is lost.
 * @throws {ManifestError} when the group's data set is missing, damaged or of a newer Vigie
 */
export async function ensureDataset(
  options: EnsureOptions & { readonly dataset: 'demo' | 'group' },
): Promise<Manifest> {
  if (options.dataset === 'demo') return await ensureDemo(options)
  const folder = path.join(options.dataDir, 'group')
  const current = await readManifest(folder)
  if (await isServeCurrent(path.join(folder, current.serve.file), current.serve.digest)) return current
  return await rebuildServe(options)
}

/** Builds the group's serve tables again from core, core migrated first where the schema has grown. */
export async function rebuildServe(options: EnsureOptions): Promise<Manifest> {
  const folder = path.join(options.dataDir, 'group')
  const onProgress = options.onProgress ?? SILENT
  return await whenFree(onProgress, () =>
    writeDataset(folder, { command: 'rebuild', onProgress }, async (writer) => {
      const manifest = writer.manifest ?? (await readManifest(folder))
      const { keep, add } = await migrateParts(folder, writer.temporary, manifest.parts)
      return await writer.publish({ ...manifest, keep, add })
    }),
  )
}
