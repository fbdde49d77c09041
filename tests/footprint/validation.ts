import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const FILE = '../shared/data/validation.json'

const row = z.looseObject({
  id: z.string(),
  phase: z.string().optional(),
  gpu_hours: z.number().optional(),
  accelerator: z.string().optional(),
  power_w: z.number().optional(),
  use: z.enum(['busy', 'unknown']).optional(),
  energy_it_kwh: z.number().optional(),
  requests: z.number().optional(),
  input_tokens: z.number().optional(),
  output_tokens: z.number().optional(),
  region: z.string().optional(),
  grid_g_per_kwh: z.number().optional(),
  pue: z.number().optional(),
})

const publishedCase = z.object({
  id: z.string(),
  kind: z.string(),
  method: z.string().optional(),
  boundary: z.enum(['gpu', 'it', 'facility']).optional(),
  factors: z.record(z.string(), z.number()),
  rows: z.array(row),
  expected: z.record(z.string(), z.record(z.string(), z.union([z.number(), z.string(), z.null()]))),
  tolerance: z.object({ rel: z.number().optional(), interval: z.boolean().optional() }),
})

export type PublishedRow = z.infer<typeof row>
export type PublishedCase = z.infer<typeof publishedCase>

/** The published cases, or null where the shared data is not beside the repository. */
export function publishedCases(): readonly PublishedCase[] | null {
  if (!existsSync(FILE)) return null
  return z.object({ cases: z.array(publishedCase) }).parse(JSON.parse(readFileSync(FILE, 'utf8'))).cases
}

/** What the first estimator does not estimate: case, or « case: measure » → why. */
export const NOT_COVERED: Readonly<Record<string, string>> = {
  'llama33-anomaly': 'no flag on published figures yet',
  'mistral-large2-lca': 'for display beside, nothing to compare',
  'ecologits-mistral7b-200tok': "another tool's formula",
  'ecologits-mixtral-8x7b-200tok': "another tool's formula",
  'ccf-compute-us-east-1': 'no estimate of processors yet',
  'ccf-memory-gcp': 'no estimate of memory yet',
  'ccf-embodied': 'no estimate of manufacture yet',
  'sci-embodied-share': 'no estimate of manufacture yet',
  'scaleway-water': 'no estimate of water yet',
  'olmo2-7b: water_l': 'no estimate of water yet',
  'llama4-scout-maverick: market_kg': 'no market-based emissions yet',
}
