import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BILLING_MAP, writeBillingFile } from './billing-file.ts'
import type { Workbench } from './workbench.ts'

export type BenchmarkOptions = {
  /** Rows of the large billing file. */
  readonly rows: number
  readonly rounds: number
}

/** One benchmark: says what it does on stderr, answers a table and its conclusion. */
export type Benchmark = {
  readonly about: string
  readonly rounds: number
  run(bench: Workbench, options: BenchmarkOptions): Promise<string>
}

export type BillingFiles = {
  /** What the data set holds before: a tenth of the large file's rows over the four quarters before it. */
  readonly small: string
  readonly large: string
  readonly map: string
}

/** Writes the two billing files that imports are measured with, and their map. */
export async function writeBillingFiles({ folder }: Workbench, rows: number): Promise<BillingFiles> {
  const files = {
    small: join(folder, 'before.csv'),
    large: join(folder, 'quarter.csv'),
    map: join(folder, 'map.json'),
  }
  await writeFile(files.map, BILLING_MAP)
  await writeBillingFile(files.small, { seed: 1, rows: Math.ceil(rows / 10), from: '2025-07', to: '2026-06' })
  await writeBillingFile(files.large, { seed: 2, rows, from: '2026-07', to: '2026-09' })
  return files
}

/** Tells the person who waits what is being done. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
