import fc from 'fast-check'

// Properties draw the same cases each time, so that a red test accuses a change: VIGIE_TEST_SEED=random explores others.
const seed = process.env.VIGIE_TEST_SEED ?? '1'
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })
