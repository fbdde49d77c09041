import { expect, test } from 'vitest'
import { messagesFor } from '#app/i18n/messages.ts'
import { contributionsCsv } from '#app/reports/commitments/contributions-csv.ts'
import type { CommitmentFigures } from '#app/reports/commitments/load-commitment.server.ts'
import type { SubsidiaryPart } from '#app/reports/commitments/load-parts.server.ts'
import { cellsOf } from '#tests/reports/csv-rows.ts'
import { NOBODY } from '#tests/reports/nobody.ts'

/** Ninety-odd employees a subsidiary, and eleven in the last, of whom four use it. */
const PEOPLE = [
  [61, 97],
  [43, 89],
  [58, 91],
  [4, 11],
] as const

const EXPECTED = 0.5

/** The parts of a share of employees, as they are loaded; the last one is withheld or not. */
function csvOf(isWithheld: boolean) {
  const parts: SubsidiaryPart[] = PEOPLE.map(([users, employees], index) => {
    const isLast = isWithheld && index === PEOPLE.length - 1
    const value = isLast ? null : users / employees
    return { id: `s${index}`, value, weight: employees, base: null, coverage: 1, isWithheld: isLast }
  })
  const [users, employees] = [0, 1].map((side) => PEOPLE.reduce((sum, each) => sum + (each[side] ?? 0), 0))
  const judged = (users ?? 0) / (employees ?? 1)
  const gap = judged - EXPECTED
  const figures = {
    assessed: {
      commitment: { id: 'adoption', measure: 'level', coverage_floor: 0.8 },
      metric: 'adoption_rate',
      now: { status: 'kept', judged, base: null, expected: EXPECTED, gap },
      figures: [],
    },
    parts,
  } as unknown as CommitmentFigures
  const words = { language: 'en', messages: messagesFor('en') } as const
  const text = contributionsCsv(figures, '2026-Q3', NOBODY, words, 'machine')
  const [header = [], ...lines] = text.trim().split('\r\n').map(cellsOf)
  const column = (name: string) => lines.map((line) => Number(line[header.indexOf(name)]))
  return { gap, gaps: column('gap'), weights: column('weight') }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** What somebody finds who takes the parts that are told from the whole: people of the part that is not. */
function usersFound({ gap, gaps, weights }: ReturnType<typeof csvOf>): number {
  const weight = 1 - sum(weights)
  const employees = weight * sum(PEOPLE.map(([, each]) => each))
  return ((gap - sum(gaps)) / weight + EXPECTED) * employees
}

test('the parts of a gap that are told add up to it when none is withheld', () => {
  const { gap, gaps, weights } = csvOf(false)
  expect(sum(gaps)).toBeCloseTo(gap, 12)
  expect(sum(weights)).toBeCloseTo(1, 12)
})

test('what is withheld of one subsidiary is not found by taking the others from the gap', () => {
  const told = csvOf(true)
  expect(told.gaps).toHaveLength(PEOPLE.length - 1)
  expect(Math.abs(usersFound(told) - 4)).toBeGreaterThan(0.1)
})
