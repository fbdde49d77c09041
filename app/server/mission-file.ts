import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type Mission, parseMission } from '#app/commitments/mission.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** The mission file of a data set: where it lies, what tells its contents apart, and the mission in it. */
export type MissionFile = {
  readonly path: string
  /** Changes when the file does; empty when there is none. */
  readonly stamp: string
  /** Null when there is no file. Throws MissionRefused for one that cannot be used. */
  read(): Promise<Mission | null>
}

export type MissionFiles = (dataset: Pick<DatasetInfo, 'name'>) => Promise<MissionFile>

/** Mission files lie beside the data that they judge: `<dataDir>/<data set>/mission.json`. */
export function missionFilesIn(dataDir: string): MissionFiles {
  return async ({ name }) => {
    const file = path.join(dataDir, name, 'mission.json')
    const found = await stat(file).catch((error: unknown) => {
      if (isAbsent(error)) return null
      throw error
    })
    return {
      path: file,
      stamp: found === null ? '' : `${found.mtimeMs}:${found.size}`,
      read: async () => (found === null ? null : parseMission(await readFile(file, 'utf-8'), file)),
    }
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
