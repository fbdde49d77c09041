import { access, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { MISSION } from '#app/demo/mission.ts'
import { writeDataset } from '#app/imports/dataset-writer.server.ts'
import { type DemoChoice, demoDigest, loadDemo, writeMission } from '#app/imports/load-demo.server.ts'
import { type OnProgress, SILENT } from '#app/imports/progress.ts'
import { isServeCurrent } from '#app/imports/serve-digest.server.ts'
import { whenFree } from '#app/imports/when-free.server.ts'
import { type Manifest, ManifestError, readManifestIfAny } from '#app/warehouse/manifest.server.ts'

export const DEMO_SEED = 1

export type EnsureOptions = {
  /** The folder that holds the data sets. */
  readonly dataDir: string
  readonly onProgress?: OnProgress
  /** All the machine has when left out. */
  readonly threads?: number
}

/**
 * Makes the demo data set when there is none, when another Vigie made it, or when it is not the one asked for; a
 * process that is making it is waited for.
 * @throws {ManifestError} when a newer Vigie wrote it, {StorageFailed} when the disk refuses
 */
export async function ensureDemo(
  options: EnsureOptions & { readonly seed?: number; readonly scale?: DemoChoice['scale'] },
): Promise<Manifest> {
  const folder = path.join(options.dataDir, 'demo')
  const onProgress = options.onProgress ?? SILENT
  const asked = (made: Manifest | null) => ({
    seed: options.seed ?? made?.demo?.seed ?? DEMO_SEED,
    scale: options.scale ?? made?.demo?.scale ?? 'full',
  })
  const current = await usableManifest(folder)
  if (current !== null && (await isCurrent(folder, current, asked(current)))) return current
  const write = { command: 'demo', onProgress, threads: options.threads, discardUnusable: true }
  return await whenFree(onProgress, () =>
    writeDataset(folder, write, async (writer) => {
      const made = writer.manifest
      if (made !== null && (await isCurrent(folder, made, asked(made)))) return made
      return await loadDemo(writer, asked(made), onProgress, options.threads)
    }),
  )
}

/** Makes the demo data set again, whatever is there. @throws what ensureDemo throws, and {DatasetBusy} */
export async function makeDemo(options: EnsureOptions & DemoChoice): Promise<Manifest> {
  const onProgress = options.onProgress ?? SILENT
  const write = { command: 'demo', onProgress, threads: options.threads, discardUnusable: true }
  return await writeDataset(path.join(options.dataDir, 'demo'), write, (writer) =>
    loadDemo(writer, { seed: options.seed, scale: options.scale }, onProgress, options.threads),
  )
}

/** Writes the mission of the demo where none lies: a demo served from elsewhere is judged by the same promises. */
export async function ensureDemoMission(dataDir: string): Promise<void> {
  const folder = path.join(dataDir, 'demo')
  const isThere = await access(path.join(folder, 'mission.json')).then(
    () => true,
    () => false,
  )
  if (isThere) return
  await mkdir(folder, { recursive: true })
  await writeMission(folder, MISSION)
}

/** A manifest that is cut short or of an older format is no demo: it is made again. */
async function usableManifest(folder: string): Promise<Manifest | null> {
  try {
    return await readManifestIfAny(folder)
  } catch (error) {
    if (error instanceof ManifestError && error.code !== 'newer-format') return null
    throw error
  }
}

async function isCurrent(folder: string, made: Manifest, asked: DemoChoice): Promise<boolean> {
  if (made.demo?.seed !== asked.seed || made.demo.scale !== asked.scale) return false
  if (made.demo.digest !== demoDigest(asked)) return false
  return await isServeCurrent(path.join(folder, made.serve.file), made.serve.digest)
}
