/** Whether every case is tried, as `.ci/run` asks, rather than those that fit a developer's patience. */
export const isFullEffort = process.env.VIGIE_TEST_EFFORT === 'full'

/** The first at full effort, the second otherwise. */
export function byEffort<Value>(full: Value, usual: Value): Value {
  return isFullEffort ? full : usual
}
