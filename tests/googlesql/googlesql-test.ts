import { afterAll, test } from 'vitest'
import { type Engine, startEngine } from './engine.ts'
import { googlesqlInstalled } from './installed.ts'

/** A `test` whose body gets the engine, started once per file; where it cannot run the test is skipped with the reason. */
export function googlesqlTest(): (name: string, body: (engine: Engine) => Promise<void>) => void {
  const found = googlesqlInstalled()
  let engine: Promise<Engine> | null = null
  afterAll(async () => (await engine)?.close())
  return (name, body) =>
    test(name, async ({ skip }) => {
      if (!found.installed) return skip(found.reason)
      engine ??= startEngine()
      await body(await engine)
    })
}
