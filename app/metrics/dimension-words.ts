import type { Dimension, INTERNAL_DIMENSIONS } from '#app/warehouse/schema.ts'

type Named = Exclude<Dimension, (typeof INTERNAL_DIMENSIONS)[number]> | 'month' | 'quarter'

/** The dimensions whose values are a fixed list, named in both languages; others are named by their own tables. */
export type FixedValues = {
  readonly approach: 'generative' | 'classic'
  readonly stage: 'idea' | 'framing' | 'pilot' | 'production' | 'stopped'
  /** Those of FOCUS. */
  readonly service_category:
    | 'AI and Machine Learning'
    | 'Analytics'
    | 'Business Applications'
    | 'Compute'
    | 'Databases'
    | 'Developer Tools'
    | 'Identity'
    | 'Integration'
    | 'Internet of Things'
    | 'Management and Governance'
    | 'Media'
    | 'Migration'
    | 'Mobile'
    | 'Multicloud'
    | 'Networking'
    | 'Security'
    | 'Storage'
    | 'Web'
    | 'Other'
  readonly charge_category: 'Usage' | 'Purchase' | 'Tax' | 'Credit' | 'Adjustment'
  readonly openness: 'open' | 'open_weight' | 'closed'
  readonly hosting: 'on_premise' | 'secnumcloud' | 'eu_external_keys' | 'eu_us_cloud' | 'outside_eu'
  readonly phase: 'training' | 'tuning' | 'inference' | 'idle'
}

/** The words of dimensions in one language: a dimension or a fixed value without words does not compile. */
export type DimensionMessages = {
  readonly names: Readonly<Record<Named, string>>
  readonly values: { readonly [D in keyof FixedValues]: Readonly<Record<FixedValues[D], string>> }
  /** What `unassigned` is called, in every dimension. */
  readonly unassigned: string
  /** Memory, in the unit of the language. */
  readonly gigabytes: (count: number) => string
}
