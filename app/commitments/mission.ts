import { z } from 'zod'
import { jsonFault, jsonPlace } from '#app/commitments/json-place.ts'
import { isMetricId, METRIC_IDS } from '#app/metrics/catalog.ts'

const words = z.strictObject({ fr: z.string().min(1), en: z.string().min(1) })
const quarter = z.string().regex(/^\d{4}-Q[1-4]$/, 'a quarter such as 2026-Q3')
const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'an id in lower case such as prior_review')

const commitment = z.strictObject({
  id,
  promise: id,
  name: words,
  sentence: words,
  statutory_objective: words,
  owner: z.string().min(1),
  means: words,
  metric: id,
  /** Over which months the metric is read: the quarter, or the twelve months that end with it. */
  window: z.enum(['quarter', 'rolling_year']),
  /** The metric itself, or its relative change since the baseline (−0.3 is −30 %). */
  measure: z.enum(['level', 'change']),
  baseline: z.strictObject({
    period: z.string().regex(/^\d{4}(-Q[1-4])?$/, 'a quarter such as 2024-Q1 or a year such as 2024'),
    /** Declared when the months of the baseline are not in the data; else read there. */
    value: z.number().optional(),
  }),
  trajectory: z.array(z.strictObject({ by: quarter, value: z.number() })),
  target: z.strictObject({ by: quarter, value: z.number() }),
  /** How far behind the trajectory is still « at risk », in the unit of the level. */
  at_risk_within: z.number().nonnegative(),
  coverage_floor: z.number().min(0).max(1),
})

const mission = z
  .strictObject({
    format: z.literal(1),
    company: z.strictObject({ name: z.string().min(1) }),
    promises: z.array(z.strictObject({ id, name: words })).min(1),
    commitments: z.array(commitment),
  })
  .superRefine((value, context) => {
    const promises = new Set(value.promises.map((promise) => promise.id))
    const seen = new Set<string>()
    for (const [index, { id: commitmentId, promise, metric }] of value.commitments.entries()) {
      const at = ['commitments', index]
      if (!promises.has(promise))
        context.addIssue({
          code: 'custom',
          path: [...at, 'promise'],
          message: `« ${promise} » is none of the promises (${[...promises].join(', ')})`,
        })
      if (!isMetricId(metric))
        context.addIssue({
          code: 'custom',
          path: [...at, 'metric'],
          message: `there is no metric « ${metric} »; the metrics are ${METRIC_IDS.join(', ')}`,
        })
      if (seen.has(commitmentId))
        context.addIssue({
          code: 'custom',
          path: [...at, 'id'],
          message: `« ${commitmentId} » is used twice`,
        })
      seen.add(commitmentId)
    }
  })

export type Mission = z.infer<typeof mission>
export type Commitment = Mission['commitments'][number]

/** A mission file that cannot be used; the message names the file, the place in it and what it should hold. */
export class MissionRefused extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'MissionRefused'
  }
}

/** Reads a mission file's text; throws MissionRefused. `file` is only named in the message. */
export function parseMission(text: string, file: string): Mission {
  const parsed = mission.safeParse(json(text, file))
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues
    .slice(0, 5)
    .map(({ path, message }) => `Line ${jsonPlace(text, path).line}, ${pathText(path)}: ${message}`)
  throw new MissionRefused(
    `The mission file ${file} cannot be used. ${issues.join('. ')}. Mend these places and load the page again.`,
  )
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const { line, column } = jsonFault(text) ?? { line: 1, column: 1 }
    throw new MissionRefused(
      `The mission file ${file} is not JSON: it stops being JSON at line ${line}, column ${column}. Mend this place and load the page again.`,
      { cause },
    )
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole' : path.map(String).join(' › ')
}
