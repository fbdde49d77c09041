import type { AppLoadContext } from '@remix-run/node'
import { type Mission, MissionRefused } from '#app/commitments/mission.ts'

/** The mission, or why its file cannot be used: a page tells it in the mission's place, and the rest of it stands. */
export async function readMission({ mission, reportError }: AppLoadContext): Promise<{
  promised: Mission | null
  refusal: string | null
}> {
  try {
    return { promised: await mission.read(), refusal: null }
  } catch (error) {
    if (!(error instanceof MissionRefused)) throw error
    reportError(error)
    return { promised: null, refusal: error.message }
  }
}
