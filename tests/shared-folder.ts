import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives the test files of one run a folder for what they share, and removes it when the run ends. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-shared-'))
  process.env.VIGIE_TEST_SHARED = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
