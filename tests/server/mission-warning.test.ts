import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { warnOfMission } from '#app/server/warn-of-mission.ts'
import { temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

async function warnings(put: (file: string) => void): Promise<readonly string[]> {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'group'))
  put(join(dataDir, 'group', 'mission.json'))
  const said: string[] = []
  await warnOfMission(missionFilesIn(dataDir), { name: 'group' }, (message) => said.push(message))
  return said
}

test('a mission file that cannot be used is warned of once: the file, the place and the remedy', async () => {
  const cut = await warnings((file) => writeFileSync(file, '{\n  "format": 1,\n'))
  expect(cut).toHaveLength(1)
  expect(cut[0]).toMatch(
    /^Warning: The mission file .*group.mission\.json is not JSON.* line 3, column 1\. Mend /,
  )
  const wrong = { format: 1, company: { name: '' }, promises: [], commitments: [] }
  const [said] = await warnings((file) => writeFileSync(file, JSON.stringify(wrong)))
  expect(said).toMatch(
    /mission\.json cannot be used\. Line 1, company › name: .*Line 1, promises: .*Mend these places/,
  )
  const [folder] = await warnings((file) => mkdirSync(file))
  expect(folder).toMatch(/^Warning: the mission file of the data set « group » cannot be read/)
})

test('without a mission file there is nothing to warn of', async () => {
  expect(await warnings(() => undefined)).toEqual([])
})
