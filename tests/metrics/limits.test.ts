import { expect, test } from 'vitest'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { LIMITS, limitsOf } from '#app/metrics/limits.ts'

test('a metric says the limits that follow from how it is made', () => {
  expect(limitsOf('carbon_kg')).toEqual(['estimated', 'use_phase_only'])
  expect(limitsOf('active_users')).toEqual(['people_do_not_add', 'few_people'])
  expect(limitsOf('cost')).toEqual(['one_currency'])
  expect(limitsOf('budget_used')).toEqual(['sum_over_sum'])
  expect(limitsOf('gpu_idle_cost')).toEqual(['valued_at_mean', 'one_currency', 'where_use_is_measured'])
  expect(limitsOf('energy_per_request')).toEqual(['sum_over_sum', 'estimated', 'inference_only'])
  expect(limitsOf('reviewed_share')).toEqual(['sum_over_sum', 'end_of_period', 'no_coverage'])
  expect(limitsOf('top_rungs_cost_share')).toEqual(['sum_over_sum', 'known_part_only'])
  expect(limitsOf('gpu_hours')).toEqual(['allocated'])
})

test('every limit that has a sentence is the limit of some metric', () => {
  const told = new Set(METRIC_IDS.flatMap(limitsOf))
  expect(LIMITS.filter((limit) => !told.has(limit))).toEqual([])
})
