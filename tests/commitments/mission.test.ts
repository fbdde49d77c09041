import { expect, test } from 'vitest'
import { MissionRefused, parseMission } from '#app/commitments/mission.ts'

const words = { fr: 'x', en: 'x' }
const COMMITMENT = {
  id: 'spend',
  promise: 'sober',
  name: words,
  sentence: words,
  statutory_objective: words,
  owner: 'o',
  means: words,
  metric: 'cost',
  window: 'quarter',
  measure: 'level',
  baseline: { period: '2024-Q1' },
  trajectory: [],
  target: { by: '2027-Q4', value: 500 },
  at_risk_within: 10,
  coverage_floor: 0.8,
}
const mission = (over: object) =>
  JSON.stringify({
    format: 1,
    company: { name: 'Groupe' },
    promises: [{ id: 'sober', name: words }],
    commitments: [{ ...COMMITMENT, ...over }],
  })

test('a mission that holds together is read', () => {
  expect(parseMission(mission({}), 'mission.json').commitments[0]?.metric).toBe('cost')
})

test('a mistake is told with the file, the place and what is possible', () => {
  const refused = (text: string) => {
    try {
      parseMission(text, 'group/mission.json')
    } catch (error) {
      if (error instanceof MissionRefused) return error.message
      throw error
    }
    return 'not refused'
  }
  expect(refused(mission({ promise: 'sobre' }))).toMatch(
    /group\/mission\.json.*commitments › 0 › promise.*sobre.*sober/,
  )
  expect(refused(mission({ metric: 'costt' }))).toMatch(/commitments › 0 › metric.*costt.*carbon_kg/)
  expect(refused(mission({ target: { by: '2027-Q5', value: 1 } }))).toMatch(/target › by: a quarter such as/)
  const indented = JSON.stringify(JSON.parse(mission({ owner: '' })), null, 2)
  const line = indented.split('\n').findIndex((one) => one.includes('"owner"')) + 1
  expect(refused(indented)).toContain(`Line ${line}, commitments › 0 › owner: `)
  expect(refused('{')).toMatch(/group\/mission\.json is not JSON/)
  expect(refused('{\n "format": 1,\n}')).toMatch(
    /at line 3, column 1\. Mend this place and load the page again\.$/,
  )
})
