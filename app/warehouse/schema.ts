import type { SqlType } from '#app/warehouse/warehouse.ts'

/** What kind of row a fact row is; each kind has its own dimensions and measures. */
export const FACTS = [
  'billing',
  'requests',
  'gpu',
  'users',
  'headcount',
  'budget',
  'workshops',
  'trained',
  'projects',
  'sources',
] as const
export type Fact = (typeof FACTS)[number]

/** Facts whose core rows are days of `activity_daily`; the others are known by month only. */
export const DAILY_FACTS = ['billing', 'requests', 'gpu'] as const satisfies readonly Fact[]
export type DailyFact = (typeof DAILY_FACTS)[number]

/** Opinions of the experts that let a use case go into production. */
export const ALLOWING_OPINIONS = ['favourable', 'conditional'] as const

/** The id of activity that no rule assigns: shown and counted, never dropped. */
export const UNASSIGNED = 'unassigned'
/** What a dimension holds in the rows of a fact that does not have it; no page shows it. */
export const NOT_APPLICABLE = 'not_applicable'
/** The `factors` of a row whose energy no rule could estimate. */
export const NOT_ESTIMATED = 'not_estimated'

const ACTIVITY = ['billing', 'requests', 'gpu'] as const
const ESTIMATED = ['requests', 'gpu'] as const
const BY_SUBSIDIARY = [
  'billing',
  'requests',
  'gpu',
  'users',
  'headcount',
  'budget',
  'workshops',
  'trained',
  'projects',
] as const

export type DimensionColumn = {
  readonly type: 'STRING'
  readonly facts: readonly Fact[]
  /** SQL over the aliases of the fact's serve branch when the value is not the core column of the same name. */
  readonly derived?: string
  readonly description: string
}

/**
 * The dimensions of `fact_month` and `fact_day`, and the facts that have each.
 * In core a missing value is `unassigned`, never NULL.
 */
export const DIMENSIONS = {
  subsidiary: { type: 'STRING', facts: BY_SUBSIDIARY, description: 'Subsidiary of the group, by id.' },
  business_line: {
    type: 'STRING',
    facts: BY_SUBSIDIARY,
    derived: "COALESCE(s.business_line, 'unassigned')",
    description: 'Business line of the subsidiary.',
  },
  project: {
    type: 'STRING',
    facts: ['billing', 'requests', 'gpu', 'projects'],
    description: 'Use case, by id.',
  },
  business_function: {
    type: 'STRING',
    facts: ['billing', 'requests', 'gpu', 'projects'],
    derived: "COALESCE(p.business_function, 'unassigned')",
    description: 'Business function that the use case serves.',
  },
  approach: {
    type: 'STRING',
    facts: ['billing', 'requests', 'gpu', 'projects'],
    description: 'generative or classic.',
  },
  stage: {
    type: 'STRING',
    facts: ['projects'],
    description: 'Stage of the use case at the end of the month: idea, framing, pilot, production, stopped.',
  },
  provider: { type: 'STRING', facts: ACTIVITY, description: 'Who sells or hosts the service.' },
  publisher: {
    type: 'STRING',
    facts: ['billing'],
    description: 'Who makes what the provider sells (FOCUS PublisherName).',
  },
  account: { type: 'STRING', facts: ACTIVITY, description: 'Cloud project or sub-account, by id.' },
  service: { type: 'STRING', facts: ['billing'], description: 'Service as the provider names it.' },
  service_category: { type: 'STRING', facts: ['billing'], description: 'FOCUS ServiceCategory.' },
  charge_category: {
    type: 'STRING',
    facts: ['billing'],
    description: 'FOCUS ChargeCategory: Usage, Purchase, Tax, Credit, Adjustment.',
  },
  model: { type: 'STRING', facts: ACTIVITY, description: 'Model, by id.' },
  openness: {
    type: 'STRING',
    facts: ACTIVITY,
    derived: "COALESCE(mo.openness, 'unassigned')",
    description: 'open, open_weight or closed.',
  },
  accelerator: { type: 'STRING', facts: ['billing', 'gpu'], description: 'Accelerator, by id.' },
  region: { type: 'STRING', facts: ACTIVITY, description: "Region, by the provider's id." },
  hosting: {
    type: 'STRING',
    facts: ACTIVITY,
    description:
      'Rung of the hosting ladder: on_premise, secnumcloud, eu_external_keys, eu_us_cloud, outside_eu.',
  },
  phase: {
    type: 'STRING',
    facts: ['requests', 'gpu'],
    description: 'training, tuning, inference or idle.',
  },
  invoice_month: { type: 'STRING', facts: ['billing'], description: 'Month of the invoice, YYYY-MM.' },
  supplied: {
    type: 'STRING',
    facts: ['sources'],
    description: 'The fact that the source supplies.',
  },
  source: {
    type: 'STRING',
    facts: FACTS,
    description: 'File or system that the row comes from.',
  },
  currency: {
    type: 'STRING',
    facts: ['billing', 'budget'],
    description: 'ISO 4217 code of the amounts of the row.',
  },
  factors: {
    type: 'STRING',
    facts: ESTIMATED,
    derived: "COALESCE(a.factors, 'not_estimated')",
    description: 'Combination of factor keys that the estimate of the row rests on.',
  },
} as const satisfies Record<string, DimensionColumn>

export type Dimension = keyof typeof DIMENSIONS

/** Dimensions that serve the engine room and that no reader groups or filters by. */
export const INTERNAL_DIMENSIONS = ['factors', 'currency', 'supplied'] as const satisfies readonly Dimension[]

export type MeasureColumn = {
  readonly type: 'INT64' | 'DECIMAL(18,6)' | 'BIGNUMERIC'
  readonly facts: readonly Fact[]
  /** Whether the source always knows it; where it does not, it is NULL, never 0. */
  readonly nullable: boolean
  /** SQL of one core row over the aliases of the fact's serve branch, when it is not the core column of the same name. */
  readonly derived?: string
  /** Rests on factors: figures made of it have an interval. */
  readonly modelled?: true
  /** An amount: figures made of it are by currency. */
  readonly money?: true
  readonly description: string
}

/** The additive measures of `fact_month` and `fact_day`: none is a float, so sums are exact in any order. */
export const MEASURES = {
  source_rows: {
    type: 'INT64',
    facts: FACTS,
    nullable: false,
    description: 'Rows of the source behind this one.',
  },
  cost: {
    type: 'BIGNUMERIC',
    facts: ['billing'],
    nullable: false,
    money: true,
    description: 'What is invoiced (FOCUS BilledCost; Google cost + credits).',
  },
  effective_cost: {
    type: 'BIGNUMERIC',
    facts: ['billing'],
    nullable: true,
    money: true,
    description: 'The amortised cost (FOCUS EffectiveCost).',
  },
  contracted_cost: {
    type: 'BIGNUMERIC',
    facts: ['billing'],
    nullable: true,
    money: true,
    description: 'The negotiated price, before credits and amortisation (FOCUS ContractedCost).',
  },
  list_cost: {
    type: 'BIGNUMERIC',
    facts: ['billing'],
    nullable: true,
    money: true,
    description: "The catalogue's price (FOCUS ListCost).",
  },
  accelerator_cost: {
    type: 'BIGNUMERIC',
    facts: ['billing'],
    nullable: true,
    money: true,
    derived: "CASE WHEN a.accelerator <> 'unassigned' THEN a.cost END",
    description: 'The part of the cost that pays for named accelerators.',
  },
  requests: { type: 'INT64', facts: ['requests'], nullable: false, description: 'Calls to a model.' },
  requests_assessed: {
    type: 'INT64',
    facts: ['requests'],
    nullable: false,
    derived: 'a.requests * COALESCE(a.assessed, 0)',
    description: 'Calls whose energy is estimated, here or on the GPU hours that serve them.',
  },
  input_tokens: {
    type: 'DECIMAL(18,6)',
    facts: ['requests'],
    nullable: true,
    description: 'Tokens read by the model, cached ones included.',
  },
  output_tokens: {
    type: 'DECIMAL(18,6)',
    facts: ['requests'],
    nullable: true,
    description: 'Tokens written by the model.',
  },
  cached_tokens: {
    type: 'DECIMAL(18,6)',
    facts: ['requests'],
    nullable: true,
    description: 'Input tokens read from a cache.',
  },
  reasoning_tokens: {
    type: 'DECIMAL(18,6)',
    facts: ['requests'],
    nullable: true,
    description: 'Output tokens of reasoning.',
  },
  gpu_hours: {
    type: 'DECIMAL(18,6)',
    facts: ['gpu'],
    nullable: false,
    description: 'Accelerator hours allocated.',
  },
  gpu_hours_used: {
    type: 'DECIMAL(18,6)',
    facts: ['gpu'],
    nullable: true,
    description: 'Accelerator hours used.',
  },
  gpu_hours_measured: {
    type: 'DECIMAL(18,6)',
    facts: ['gpu'],
    nullable: true,
    derived: 'CASE WHEN a.gpu_hours_used IS NOT NULL THEN a.gpu_hours END',
    description: 'Accelerator hours allocated whose use is known.',
  },
  gpu_hours_idle: {
    type: 'DECIMAL(18,6)',
    facts: ['gpu'],
    nullable: true,
    derived:
      'CASE WHEN a.gpu_hours_used < a.gpu_hours THEN a.gpu_hours - a.gpu_hours_used WHEN a.gpu_hours_used IS NOT NULL THEN 0 END',
    description: 'Accelerator hours allocated and not used, where use is known.',
  },
  vcpu_hours: {
    type: 'DECIMAL(18,6)',
    facts: ['gpu'],
    nullable: true,
    description: 'Virtual processor hours.',
  },
  metered_kwh: {
    type: 'DECIMAL(18,6)',
    facts: ['gpu'],
    nullable: true,
    description: 'Energy metered at the equipment, in kWh.',
  },
  energy_wh: {
    type: 'BIGNUMERIC',
    facts: ESTIMATED,
    nullable: true,
    modelled: true,
    derived: 'a.energy_wh',
    description: 'Energy at the meter of the data centre, in watt-hours.',
  },
  carbon_g: {
    type: 'BIGNUMERIC',
    facts: ESTIMATED,
    nullable: true,
    modelled: true,
    derived: 'a.carbon_g',
    description: 'Operational carbon, location-based, manufacture excluded, in grams of CO2e.',
  },
  activity_wh: {
    type: 'BIGNUMERIC',
    facts: ESTIMATED,
    nullable: true,
    derived: 'a.activity_wh',
    description: 'Activity weighed at one reference energy per token and GPU hour, for coverage only.',
  },
  activity_wh_assessed: {
    type: 'BIGNUMERIC',
    facts: ESTIMATED,
    nullable: true,
    derived: 'a.activity_wh_assessed',
    description: 'The part of that weight whose energy could be estimated.',
  },
  active_users: {
    type: 'INT64',
    facts: ['users'],
    nullable: false,
    description: 'People who used a service in the month.',
  },
  active_users_covered: {
    type: 'INT64',
    facts: ['users'],
    nullable: false,
    derived: 'CASE WHEN h.subsidiary IS NOT NULL THEN a.active_users ELSE 0 END',
    description: 'Active users of subsidiaries whose headcount is known for the month.',
  },
  headcount: { type: 'INT64', facts: ['headcount'], nullable: false, description: 'Employees.' },
  budget: {
    type: 'BIGNUMERIC',
    facts: ['budget'],
    nullable: false,
    money: true,
    description: 'Planned cost of the month.',
  },
  workshops: { type: 'INT64', facts: ['workshops'], nullable: false, description: 'Workshops held.' },
  workshop_participants: {
    type: 'INT64',
    facts: ['workshops'],
    nullable: false,
    description: 'Seats taken in workshops.',
  },
  workshop_use_cases: {
    type: 'INT64',
    facts: ['workshops'],
    nullable: false,
    description: 'Use cases that workshops gave.',
  },
  trained_employees: {
    type: 'INT64',
    facts: ['trained'],
    nullable: false,
    description: 'Employees who followed at least one workshop, to the end of the month.',
  },
  trained_employees_covered: {
    type: 'INT64',
    facts: ['trained'],
    nullable: false,
    derived: 'CASE WHEN h.subsidiary IS NOT NULL THEN a.trained_employees ELSE 0 END',
    description: 'Trained employees of subsidiaries whose headcount is known for the month.',
  },
  use_cases: { type: 'INT64', facts: ['projects'], nullable: false, description: 'Use cases.' },
  use_cases_reviewed: {
    type: 'INT64',
    facts: ['projects'],
    nullable: false,
    description: 'Use cases with an opinion of the experts that allows them, to the end of the month.',
  },
  months_expected: {
    type: 'INT64',
    facts: ['sources'],
    nullable: false,
    description: 'Months that the source should have supplied.',
  },
  months_loaded: {
    type: 'INT64',
    facts: ['sources'],
    nullable: false,
    description: 'Months that it supplied.',
  },
} as const satisfies Record<string, MeasureColumn>

export type Measure = keyof typeof MEASURES

export type PlainColumn = {
  readonly type: SqlType
  readonly nullable: boolean
  readonly description: string
}

export type PlainTable = {
  readonly layer: 'core' | 'serve' | 'both'
  readonly description: string
  /** Column that limits a reader to a subsidiary; null when the table has nothing of any subsidiary. */
  readonly scope: string | null
  readonly columns: Readonly<Record<string, PlainColumn>>
}

function column<Type extends SqlType, Nullable extends boolean>(type: Type, nullable: Nullable) {
  return (description: string) => ({ type, nullable, description })
}
const text = column('STRING', false)
const maybeText = column('STRING', true)
const day = column('DATE', false)
const maybeDay = column('DATE', true)
const count = column('INT64', false)
const money = column('BIGNUMERIC', false)
const coefficient = column('BIGNUMERIC', true)
const ratio = column('DECIMAL(18,6)', false)
const maybeRatio = column('DECIMAL(18,6)', true)

/** Every table that is not derived from DIMENSIONS and MEASURES. `activity_daily`, `fact_month`, `fact_day` are. */
export const PLAIN_TABLES = {
  active_users_month: {
    layer: 'core',
    description: 'Active users by month and subsidiary.',
    scope: 'subsidiary',
    columns: {
      month: text('YYYY-MM.'),
      subsidiary: text('Subsidiary.'),
      source: text('Source.'),
      active_users: count('People who used a service in the month.'),
      source_rows: count('Rows of the source.'),
    },
  },
  headcount: {
    layer: 'core',
    description: 'Employees by month and subsidiary.',
    scope: 'subsidiary',
    columns: {
      month: text('YYYY-MM.'),
      subsidiary: text('Subsidiary.'),
      source: text('Source.'),
      headcount: count('Employees.'),
      source_rows: count('Rows of the source.'),
    },
  },
  budget: {
    layer: 'core',
    description: 'Planned cost by month and subsidiary.',
    scope: 'subsidiary',
    columns: {
      month: text('YYYY-MM.'),
      subsidiary: text('Subsidiary.'),
      source: text('Source.'),
      currency: text('ISO 4217 code.'),
      budget: money('Planned cost.'),
      source_rows: count('Rows of the source.'),
    },
  },
  workshop: {
    layer: 'both',
    description: 'Workshops held.',
    scope: 'subsidiary',
    columns: {
      workshop: text('Id.'),
      day: day('Day it was held.'),
      month: text('YYYY-MM of that day.'),
      subsidiary: text('Subsidiary.'),
      source: text('Source.'),
      participants: count('Seats taken.'),
      first_time_participants: count('Employees who had never followed one.'),
      use_cases_given: count('Use cases that came out of it.'),
    },
  },
  business_line: {
    layer: 'both',
    description: 'Business lines.',
    scope: null,
    columns: { business_line: text('Id.'), name_fr: text('French name.'), name_en: text('English name.') },
  },
  subsidiary: {
    layer: 'both',
    description: 'Subsidiaries, with the days they joined and left the group.',
    scope: 'subsidiary',
    columns: {
      subsidiary: text('Id.'),
      name: text('Full name.'),
      short_name: text('Unique name of at most 20 characters.'),
      business_line: text('Business line.'),
      joined_on: maybeDay('First day in the group; null when it was always there.'),
      left_on: maybeDay('Last day in the group.'),
    },
  },
  project: {
    layer: 'both',
    description: 'Use cases, with the day each stage began.',
    scope: 'subsidiary',
    columns: {
      project: text('Id.'),
      name: text('Full name.'),
      short_name: text('Unique name of at most 20 characters.'),
      subsidiary: text('Subsidiary.'),
      business_function: text('Business function.'),
      approach: text('generative or classic.'),
      built_by: text('Who builds it: ai_factory, data_lab, subsidiary, supplier.'),
      owner: maybeText('Office-holder who answers for it.'),
      commitment: maybeText('Commitment of the mission that it serves.'),
      source: text('Source.'),
      idea_on: maybeDay('Registered.'),
      framing_on: maybeDay('Framing began.'),
      pilot_on: maybeDay('Pilot began.'),
      production_on: maybeDay('In production.'),
      stopped_on: maybeDay('Stopped.'),
    },
  },
  review: {
    layer: 'both',
    description: 'Reviews of use cases by the experts.',
    scope: 'subsidiary',
    columns: {
      review: text('Id.'),
      project: text('Use case.'),
      subsidiary: text('Subsidiary.'),
      source: text('Source.'),
      requested_on: day('Asked for.'),
      decided_on: maybeDay('Opinion given.'),
      opinion: maybeText('favourable, conditional or unfavourable.'),
      conditions: count('Conditions set.'),
      conditions_closed: count('Conditions met.'),
      reviewer: maybeText('Office-holder who signed.'),
    },
  },
  certificate: {
    layer: 'both',
    description: 'Certificates of the AI processes.',
    scope: null,
    columns: {
      certificate: text('Id.'),
      name: text('Name.'),
      issuer: text('Who issued it.'),
      perimeter: text('What it covers.'),
      issued_on: day('Issued.'),
      expires_on: day('Expires.'),
    },
  },
  model: {
    layer: 'both',
    description: 'Models.',
    scope: null,
    columns: {
      model: text('Id.'),
      name: text('Full name.'),
      short_name: text('Unique name of at most 20 characters.'),
      family: text('Family.'),
      provider: text('Who publishes it.'),
      openness: text('open, open_weight, closed; unassigned where nobody says.'),
      task: text('Task.'),
      standard_sibling: maybeText('The standard model that a fine-tuned one is compared with.'),
      active_b: maybeRatio('10⁹ parameters active per token.'),
      total_b: maybeRatio('10⁹ parameters.'),
      parameters_evidence: text('published, or proxy where its family stands in for it.'),
    },
  },
  account: {
    layer: 'both',
    description: 'Cloud projects and sub-accounts.',
    scope: null,
    columns: { account: text('Id.'), name: text('Name.'), provider: text('Provider.') },
  },
  source_month: {
    layer: 'core',
    description: 'What each source should have supplied, month by month.',
    scope: null,
    columns: {
      source: text('Source.'),
      supplied: text('Fact that it supplies.'),
      month: text('YYYY-MM.'),
      months_expected: count('1 where the month was expected.'),
      months_loaded: count('1 where it was loaded.'),
    },
  },
  calendar_day: {
    layer: 'serve',
    description: 'Days of the data set.',
    scope: null,
    columns: { day: day('Day.'), month: text('YYYY-MM.'), quarter: text('YYYY-Qn.') },
  },
  calendar_month: {
    layer: 'serve',
    description: 'Months of the data set, and those to the end of its last year, which plans reach.',
    scope: null,
    columns: {
      month: text('YYYY-MM.'),
      quarter: text('YYYY-Qn.'),
      first_day: day('First day.'),
      last_day: day('Last day, or « today » before it.'),
    },
  },
  coefficient: {
    layer: 'serve',
    description: 'Linear coefficients of energy and emissions, one row per combination met in core.',
    scope: null,
    columns: {
      fact: text('requests or gpu.'),
      route: text('What the estimate starts from.'),
      year: text('YYYY.'),
      provider: text('Provider.'),
      model: text('Model.'),
      accelerator: text('Accelerator.'),
      region: text('Region.'),
      hosting: text('Hosting.'),
      phase: text('Phase.'),
      assessed: count('1 where the energy is estimated, here or on the GPU hours that serve it.'),
      factors: text('Combination of factor keys.'),
      wh_per_input_token: coefficient('Wh at the meter.'),
      wh_per_output_token: coefficient('Wh at the meter.'),
      wh_per_gpu_hour: coefficient('Wh per allocated hour whose use is unknown.'),
      wh_per_gpu_hour_used: coefficient('Wh per used hour.'),
      wh_per_gpu_hour_idle: coefficient('Wh per allocated and unused hour.'),
      wh_per_metered_kwh: coefficient('Wh at the meter per kWh metered at the equipment.'),
      g_per_input_token: coefficient('gCO2e.'),
      g_per_output_token: coefficient('gCO2e.'),
      g_per_gpu_hour: coefficient('gCO2e.'),
      g_per_gpu_hour_used: coefficient('gCO2e.'),
      g_per_gpu_hour_idle: coefficient('gCO2e.'),
      g_per_metered_kwh: coefficient('gCO2e.'),
      reference_wh_per_request: coefficient('Weight of a request without tokens in coverage.'),
      reference_wh_per_token: coefficient('Weight of a token in coverage.'),
      reference_wh_per_gpu_hour: coefficient('Weight of a GPU hour in coverage.'),
    },
  },
  factor_combination: {
    layer: 'serve',
    description: 'Combinations of factor keys, with the evidence of the estimates that rest on them.',
    scope: null,
    columns: {
      factors: text('Combination.'),
      evidence: text('metered, provider_reported, modelled or proxy.'),
      route: text('What the estimate starts from.'),
    },
  },
  factor_key: {
    layer: 'serve',
    description:
      'Factor keys of each combination and their widths (value ×/÷ width holds nine times in ten).',
    scope: null,
    columns: {
      factors: text('Combination.'),
      measure: text('energy_wh or carbon_g.'),
      factor_key: text('Such as grid:REGION:YEAR, model:ID, method:ROUTE.'),
      width_low: ratio('Value ÷ width is the low end.'),
      width_high: ratio('Value × width is the high end.'),
    },
  },
} as const satisfies Record<string, PlainTable>

export type PlainTableName = keyof typeof PLAIN_TABLES
export type TableName = PlainTableName | 'activity_daily' | 'fact_month' | 'fact_day'

/** Type of a plain table's row as sources and the demo write it: decimals as text, days as YYYY-MM-DD. */
export type PlainRow<Table extends PlainTableName> = {
  readonly [Column in keyof (typeof PLAIN_TABLES)[Table]['columns']]: CellOf<
    (typeof PLAIN_TABLES)[Table]['columns'][Column]
  >
}
type CellOf<Column> = Column extends PlainColumn
  ? (Column['type'] extends 'INT64' ? number : string) | (Column['nullable'] extends false ? never : null)
  : never

type CoreDimension<F extends Fact> = {
  [D in Dimension]: (typeof DIMENSIONS)[D] extends { derived: string }
    ? never
    : F extends (typeof DIMENSIONS)[D]['facts'][number]
      ? D
      : never
}[Dimension]
type CoreMeasure<F extends Fact> = {
  [M in Measure]: (typeof MEASURES)[M] extends { derived: string }
    ? never
    : F extends (typeof MEASURES)[M]['facts'][number]
      ? M
      : never
}[Measure]

/**
 * One core row of a daily fact: exactly the dimensions and measures that the fact has, so that a source that
 * lacks one does not compile. Decimals are text.
 */
export type ActivityRow<F extends DailyFact> = { readonly fact: F; readonly day: string } & {
  readonly [D in CoreDimension<F>]: string
} & {
  readonly [M in CoreMeasure<F>]:
    | ((typeof MEASURES)[M]['type'] extends 'INT64' ? number : string)
    | ((typeof MEASURES)[M]['nullable'] extends true ? null : never)
}

export type AnyActivityRow = { [F in DailyFact]: ActivityRow<F> }[DailyFact]
