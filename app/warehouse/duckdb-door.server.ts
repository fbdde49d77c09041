import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type OpenFile, openDuckdbFile } from '#app/warehouse/duckdb-file.server.ts'
import { datasetInfo, type Manifest, readManifest } from '#app/warehouse/manifest.server.ts'
import {
  type DatasetInfo,
  type Warehouse,
  type WarehouseDoor,
  WarehouseError,
} from '#app/warehouse/warehouse.ts'

type Served = { readonly file: string; readonly info: DatasetInfo; readonly open: OpenFile; readers: number }

/**
 * Pins the newest published version of one embedded data set for each document. A version stays whole for the
 * documents that began with it, and its file goes with the last of them.
 */
export function openDuckdbDoor(folder: string, threads?: number): WarehouseDoor {
  let current: Served | null = null
  let stamp = ''
  let opening: Promise<Served> | null = null

  const newest = async (): Promise<Served> => {
    const seen = await manifestStamp(folder)
    if (current !== null && seen === stamp) return current
    const previous = current
    const next = await openNewest(folder, threads)
    current = next.info.version === previous?.info.version ? previous : next
    if (current === previous && next.open !== previous?.open) next.open.close()
    stamp = seen
    if (previous !== null && previous !== current && previous.readers === 0) retire(previous)
    return current ?? next
  }

  return {
    async pin() {
      opening ??= newest().finally(() => {
        opening = null
      })
      const served = await opening
      served.readers += 1
      return warehouseOver(served, () => {
        served.readers -= 1
        if (served.readers === 0 && served !== current) retire(served)
      })
    },
    async close() {
      current?.open.close()
      current = null
      stamp = ''
    },
  }
}

function warehouseOver(served: Served, released: () => void): Warehouse {
  let held = true
  return {
    engine: 'duckdb',
    dataset: served.info,
    run: served.open.run,
    asSent: served.open.asSent,
    release() {
      if (held) released()
      held = false
    },
  }
}

function retire(served: Served): void {
  served.open.close()
  // What cannot be removed now (Windows keeps a file that another process has open) goes with the next import.
  void rm(served.file, { force: true }).catch(() => undefined)
}

async function manifestStamp(folder: string): Promise<string> {
  const { mtimeMs, ino, size } = await stat(path.join(folder, 'manifest.json')).catch((cause: unknown) => {
    throw new WarehouseError(
      'unavailable',
      'open',
      `There is no data set in ${folder}: run « npm run demo » or import a file.`,
      { cause },
    )
  })
  return `${mtimeMs}:${ino}:${size}`
}

/** A file that an import swept between the manifest and the opening is looked up once more. */
async function openNewest(folder: string, threads?: number): Promise<Served> {
  const first = await readManifest(folder)
  try {
    return await serve(folder, first, threads)
  } catch (error) {
    const again = await readManifest(folder)
    if (again.version === first.version) throw error
    return await serve(folder, again, threads)
  }
}

async function serve(folder: string, manifest: Manifest, threads?: number): Promise<Served> {
  const file = path.join(folder, manifest.serve.file)
  return {
    file,
    open: await openDuckdbFile(file, threads),
    readers: 0,
    info: datasetInfo(manifest),
  }
}
