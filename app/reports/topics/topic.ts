import type { ReaderDimension } from '#app/figures/figure.ts'
import type { MetricId } from '#app/metrics/catalog.ts'
import type { EntityDimension } from '#app/reports/entity-names.ts'

/** Topics of the menu, and what has a page of its own. */
export type TopicId = 'usage' | 'cost' | 'gpu_hours' | 'carbon' | EntityDimension

/** What a page is limited to besides its filters: one use case, one model, one provider. */
export type Subject = {
  readonly dimension: EntityDimension
  readonly id: string
  /** The pairs that a model is one of, whichever of the two it is; none elsewhere. */
  readonly pairs: readonly ModelPair[]
  /** The subsidiary that a use case is of; null elsewhere, and where none is known. */
  readonly subsidiary: string | null
}

/** A fine-tuned model and the standard one that does the same task. */
export type ModelPair = { readonly tuned: string; readonly standard: string }

/** What a page on one topic is made of: how much, who, what, how intense. Metric and dimension ids only. */
export type Topic = {
  readonly id: TopicId
  /** After the language: `/fr/usage`; for entities, the folder of their pages. */
  readonly path: string
  /** The metric by which entities are ranked and shares are taken. */
  readonly main: MetricId
  /** The figures that open the page, the first one largest. */
  readonly headlines: readonly MetricId[]
  /** What stands beside them in words: denominators, shares, plans. */
  readonly context: readonly MetricId[]
  /** Columns of the tables of subsidiaries and business lines, the main metric first; none where there is no choice. */
  readonly who: readonly MetricId[]
  /** Columns of the tables by `dimensions`, the main metric of these tables first. */
  readonly what: { readonly metrics: readonly MetricId[]; readonly dimensions: readonly ReaderDimension[] }
  readonly intensities: readonly MetricId[]
}

/** What the pages of a use case, a model and a provider have in common. */
const OF_AN_ENTITY = {
  main: 'cost',
  headlines: ['requests', 'cost', 'gpu_hours', 'carbon_kg'],
  context: ['energy_kwh', 'gpu_hours_idle'],
  intensities: ['cost_per_thousand_requests', 'energy_per_request', 'carbon_per_request', 'gpu_utilisation'],
} as const satisfies Partial<Topic>

export const TOPICS = {
  usage: {
    id: 'usage',
    path: 'usage',
    main: 'active_users',
    headlines: ['active_users', 'requests', 'output_tokens', 'input_tokens'],
    context: ['adoption_rate', 'headcount', 'requests_per_active_user'],
    who: ['active_users', 'adoption_rate', 'requests', 'requests_per_active_user'],
    what: {
      metrics: ['requests', 'output_tokens'],
      dimensions: ['model', 'project', 'provider', 'approach', 'openness', 'hosting', 'region', 'phase'],
    },
    intensities: [
      'requests_per_active_user',
      'requests_per_employee',
      'requests_per_use_case',
      'tokens_per_request',
    ],
  },
  cost: {
    id: 'cost',
    path: 'cost',
    main: 'cost',
    headlines: ['cost', 'effective_cost', 'list_cost'],
    context: ['budget', 'budget_used'],
    who: ['cost', 'budget', 'budget_used', 'cost_per_employee'],
    what: {
      metrics: ['cost', 'list_cost'],
      dimensions: [
        'service',
        'project',
        'provider',
        'model',
        'service_category',
        'charge_category',
        'hosting',
        'region',
        'accelerator',
        'approach',
        'openness',
      ],
    },
    intensities: [
      'cost_per_thousand_requests',
      'cost_per_active_user',
      'cost_per_use_case',
      'cost_per_employee',
    ],
  },
  gpu_hours: {
    id: 'gpu_hours',
    path: 'gpu-hours',
    main: 'gpu_hours',
    headlines: ['gpu_hours', 'gpu_hours_used', 'gpu_hours_idle', 'gpu_idle_cost'],
    context: ['gpu_utilisation', 'cost_per_gpu_hour'],
    who: ['gpu_hours', 'gpu_utilisation', 'gpu_hours_idle', 'gpu_idle_cost'],
    what: {
      metrics: ['gpu_hours', 'gpu_hours_used', 'gpu_utilisation', 'gpu_hours_idle'],
      dimensions: ['accelerator', 'project', 'phase', 'model', 'region', 'hosting', 'provider', 'approach'],
    },
    intensities: [
      'gpu_hours_per_thousand_requests',
      'gpu_hours_per_use_case',
      'gpu_hours_per_employee',
      'cost_per_gpu_hour',
    ],
  },
  carbon: {
    id: 'carbon',
    path: 'carbon',
    main: 'carbon_kg',
    headlines: ['carbon_kg', 'energy_kwh', 'grid_intensity'],
    context: ['requests'],
    who: ['carbon_kg', 'energy_kwh', 'carbon_per_employee'],
    what: {
      metrics: ['carbon_kg', 'energy_kwh'],
      dimensions: ['model', 'project', 'phase', 'region', 'provider', 'hosting', 'approach', 'openness'],
    },
    intensities: [
      'energy_per_request',
      'carbon_per_request',
      'carbon_per_active_user',
      'carbon_per_use_case',
      'carbon_per_employee',
    ],
  },
  project: {
    id: 'project',
    path: 'projects',
    ...OF_AN_ENTITY,
    who: [],
    what: {
      metrics: ['cost', 'requests', 'carbon_kg'],
      dimensions: ['model', 'provider', 'region', 'hosting'],
    },
  },
  model: {
    id: 'model',
    path: 'models',
    ...OF_AN_ENTITY,
    who: ['cost', 'requests', 'carbon_kg'],
    what: {
      metrics: ['cost', 'requests', 'carbon_kg'],
      dimensions: ['project', 'provider', 'region', 'hosting', 'approach'],
    },
  },
  provider: {
    id: 'provider',
    path: 'providers',
    ...OF_AN_ENTITY,
    who: ['cost', 'requests', 'carbon_kg'],
    what: {
      metrics: ['cost', 'requests', 'carbon_kg'],
      dimensions: ['model', 'project', 'region', 'hosting', 'approach'],
    },
  },
} as const satisfies Record<TopicId, Topic>

/** The topics of the menu, by the path of their page. */
export const MENU_TOPICS: readonly Topic[] = [TOPICS.usage, TOPICS.cost, TOPICS.gpu_hours, TOPICS.carbon]

/** The topic of an id, as the shape that every topic has. */
export function topicOf(id: TopicId): Topic {
  return TOPICS[id]
}

/** Dimensions that a page can be limited to, by its filter bar or by a row of a table. */
export const PAGE_DIMENSIONS = [
  'subsidiary',
  'business_line',
  'project',
  'approach',
  'provider',
  'model',
  'openness',
  'accelerator',
  'region',
  'hosting',
  'phase',
  'service',
  'service_category',
  'charge_category',
] as const satisfies readonly ReaderDimension[]
