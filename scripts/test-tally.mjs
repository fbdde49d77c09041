import { writeFileSync } from 'node:fs'

/** A vitest reporter that leaves what ran, failed and was skipped, with the reasons, in the file VIGIE_TEST_TALLY names. */
export default class TestTally {
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: [], skipped: [] }
    for (const module of modules) {
      if (module.errors().length > 0) tally.failed.push(`${module.relativeModuleId}: could not be run`)
      for (const test of module.children.allTests()) {
        const name = `${module.relativeModuleId}: ${test.fullName}`
        const { state, note } = test.result()
        if (state === 'passed') tally.passed += 1
        else if (state === 'failed') tally.failed.push(name)
        else tally.skipped.push({ name, reason: note ?? null })
      }
    }
    for (const error of unhandledErrors) tally.failed.push(`outside any test: ${error.message}`)
    writeFileSync(process.env.VIGIE_TEST_TALLY, JSON.stringify(tally))
  }
}
