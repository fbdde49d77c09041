import { MissionRefused } from '#app/commitments/mission.ts'
import type { MissionFiles } from '#app/server/mission-file.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** Tells the person who starts Vigie that the mission file cannot be used: readers are told where the wall would be. */
export async function warnOfMission(
  missions: MissionFiles,
  dataset: Pick<DatasetInfo, 'name'>,
  warn: (message: string) => void = console.error,
): Promise<void> {
  try {
    await (await missions(dataset)).read()
  } catch (error) {
    warn(
      error instanceof MissionRefused
        ? `Warning: ${error.message}`
        : `Warning: the mission file of the data set « ${dataset.name} » cannot be read (${String(error)}): let this user read it, then load the page again.`,
    )
  }
}
