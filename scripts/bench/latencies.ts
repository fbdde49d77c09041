/** As measured on the service for tiny queries. */
export const MEDIAN_MS = 700
const P90_MS = 1700
/** The z of nine in ten of a normal distribution. */
const Z90 = 1.2816
const DRAWS = 10_001

/**
 * `count` latencies in milliseconds, evenly spread over the service's own distribution (log-normal, 0.7 s at the median,
 * 1.7 s at nine in ten), the shortest first: a page that meets each of them once has met that distribution, which nine
 * draws left to chance are not.
 */
export function spreadLatencies(count: number): readonly number[] {
  const sigma = Math.log(P90_MS / MEDIAN_MS) / Z90
  const uniform = uniforms(1)
  const drawn = Array.from({ length: DRAWS }, () => {
    const normal = Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
    return MEDIAN_MS * Math.exp(sigma * normal)
  }).sort((a, b) => a - b)
  return Array.from({ length: count }, (_, at) =>
    Math.round(drawn[Math.floor(((at + 0.5) / count) * DRAWS)] ?? MEDIAN_MS),
  )
}

/** Numbers between 0 and 1, the same in every run. */
function uniforms(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 1) / 2 ** 32
  }
}
