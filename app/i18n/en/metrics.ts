import type { MetricId } from '#app/metrics/catalog.ts'
import type { MetricWords, Unit, UnitWords, WithheldWords } from '#app/metrics/metric.ts'

/** Names and definitions of metrics and units, in English. */
export const metricMessages: {
  readonly metrics: Readonly<Record<MetricId, MetricWords>>
  readonly withheld: Readonly<Record<'few_people', WithheldWords>>
  readonly units: Readonly<Record<Unit, UnitWords>>
} = {
  metrics: {
    requests: { name: 'Requests', definition: 'Calls to a model, as counted by gateways and providers.' },
    requests_assessed: {
      name: 'Assessed requests',
      definition: 'Requests whose electricity and carbon are estimated.',
    },
    input_tokens: {
      name: 'Input tokens',
      definition: 'Tokens read by models, including those served from a cache.',
    },
    output_tokens: { name: 'Output tokens', definition: 'Tokens written by models, reasoning included.' },
    active_users: {
      name: 'Active users',
      definition:
        'People who used an AI service during the month; over several months, the mean of the months known.',
    },
    headcount: {
      name: 'Headcount',
      definition: 'Employees in scope; over several months, the mean of the months known.',
    },
    adoption_rate: {
      name: 'Adoption rate',
      definition: 'Active users as a share of employees, in subsidiaries whose headcount is known.',
    },
    requests_per_active_user: {
      name: 'Requests per active user',
      definition: 'Requests of the period divided by the mean monthly number of active users.',
    },
    cost: { name: 'Invoiced cost', definition: 'What providers invoice, net of credits and corrections.' },
    effective_cost: {
      name: 'Amortised cost',
      definition: 'Cost once commitments and upfront purchases are spread over their term.',
    },
    contracted_cost: {
      name: 'Contracted cost',
      definition: 'What consumption costs at the negotiated price, before credits and amortisation.',
    },
    list_cost: {
      name: 'Cost at list price',
      definition: 'What the same consumption would cost at list price, before any discount.',
    },
    budget: { name: 'Budget', definition: 'Spending planned for the period.' },
    budget_used: {
      name: 'Budget used',
      definition: 'Invoiced cost divided by the budget of the same months.',
    },
    cost_per_request: {
      name: 'Cost per request',
      definition: 'Invoiced cost divided by the number of requests.',
    },
    cost_per_active_user: {
      name: 'Cost per active user',
      definition: 'Invoiced cost of the period divided by the mean monthly number of active users.',
    },
    gpu_hours: {
      name: 'GPU hours allocated',
      definition: 'Accelerator hours reserved, whether or not they do any work.',
    },
    gpu_hours_used: {
      name: 'GPU hours used',
      definition: 'Accelerator hours during which a computation ran, where use is measured.',
    },
    gpu_hours_idle: {
      name: 'Idle GPU hours',
      definition: 'Hours allocated and not used, where use is measured.',
    },
    gpu_utilisation: {
      name: 'GPU utilisation',
      definition: 'Hours used divided by the allocated hours whose use is measured.',
    },
    energy_kwh: {
      name: 'Electricity',
      definition:
        'Energy at the data centre’s meter, cooling included: metered where it is, estimated elsewhere.',
    },
    carbon_kg: {
      name: 'Operational carbon, excluding manufacture',
      definition:
        'Emissions from the electricity consumed, at the carbon intensity of the local grid; the manufacture of equipment is not included.',
    },
    energy_per_request: {
      name: 'Energy per assessed request',
      definition: 'Inference energy divided by the requests whose energy is assessed.',
    },
    carbon_per_request: {
      name: 'Operational carbon per assessed request',
      definition:
        'Inference emissions divided by the requests whose energy is assessed, excluding manufacture.',
    },
    carbon_per_employee: {
      name: 'Operational carbon per employee',
      definition: 'Operational carbon of the period divided by mean headcount, excluding manufacture.',
    },
    grid_intensity: {
      name: 'Carbon intensity of electricity',
      definition: 'Operational carbon divided by the electricity that causes it.',
    },
    use_cases: {
      name: 'Use cases on the register',
      definition: 'Use cases on the register at the end of the period.',
    },
    use_cases_in_production: {
      name: 'Use cases in production',
      definition: 'Use cases in production at the end of the period.',
    },
    reviewed_share: {
      name: 'Share reviewed by experts',
      definition:
        'Use cases in production with a favourable or conditional opinion, as a share of all those in production, at the end of the period.',
    },
    workshops: { name: 'Workshops', definition: 'AI workshops held.' },
    workshop_participants: {
      name: 'Workshop attendance',
      definition: 'Seats taken in workshops; a person counts each time they attend.',
    },
    trained_employees: {
      name: 'Employees trained',
      definition: 'Employees who have attended at least one workshop by the end of the period.',
    },
    trained_share: {
      name: 'Share of employees trained',
      definition:
        'Employees who have attended at least one workshop, as a share of headcount, at the end of the period, in subsidiaries whose headcount is known.',
    },
    top_rungs_cost_share: {
      name: 'Share of cost under controlled hosting',
      definition:
        'Cost hosted on premise, under SecNumCloud or in an EU cloud with external keys, as a share of the cost whose hosting is known.',
    },
    open_model_share: {
      name: 'Share of open models',
      definition:
        'Requests served by an open or open-weight model, as a share of those whose model’s openness is known.',
    },
    source_completeness: {
      name: 'Completeness of sources',
      definition: 'Months received as a share of the months expected from each source.',
    },
    requests_per_employee: {
      name: 'Requests per employee',
      definition: 'Requests of the period divided by the mean headcount.',
    },
    requests_per_use_case: {
      name: 'Requests per use case in production',
      definition: 'Requests of the period divided by the use cases in production at its end.',
    },
    tokens_per_request: {
      name: 'Output tokens per request',
      definition: 'Output tokens divided by requests.',
    },
    cost_per_thousand_requests: {
      name: 'Cost per thousand requests',
      definition: 'Invoiced cost divided by requests, in thousands.',
    },
    cost_per_employee: {
      name: 'Cost per employee',
      definition: 'Invoiced cost of the period divided by the mean headcount.',
    },
    cost_per_use_case: {
      name: 'Cost per use case in production',
      definition: 'Invoiced cost of the period divided by the use cases in production at its end.',
    },
    cost_per_gpu_hour: {
      name: 'Cost of a GPU hour',
      definition: 'Invoiced cost of named accelerators divided by the GPU hours allocated.',
    },
    gpu_idle_cost: {
      name: 'Cost of idle GPU hours',
      definition: 'GPU hours allocated and idle, at the mean cost of an allocated hour of the same scope.',
    },
    gpu_hours_per_thousand_requests: {
      name: 'GPU hours per thousand requests',
      definition: 'GPU hours allocated to inference divided by its requests, in thousands.',
    },
    gpu_hours_per_use_case: {
      name: 'GPU hours per use case in production',
      definition: 'GPU hours allocated in the period divided by the use cases in production at its end.',
    },
    gpu_hours_per_employee: {
      name: 'GPU hours per employee',
      definition: 'GPU hours allocated in the period divided by the mean headcount.',
    },
    carbon_per_active_user: {
      name: 'Operational carbon per active user',
      definition: 'Operational carbon of the period divided by the mean monthly number of active users.',
    },
    carbon_per_use_case: {
      name: 'Operational carbon per use case in production',
      definition: 'Operational carbon of the period divided by the use cases in production at its end.',
    },
    energy_per_thousand_requests: {
      name: 'Electricity per thousand requests',
      definition: 'Inference electricity divided by its assessed requests, in thousands.',
    },
  },
  withheld: {
    few_people: {
      mark: 'not shown',
      short: 'n.s.',
      reason: 'fewer than five people',
      text: 'not shown: fewer than five people',
      inLine: 'not shown, fewer than five people',
      sentence: 'Not shown: fewer than five people.',
    },
  },
  units: {
    money: { short: 'currency', long: 'units of the invoice’s currency' },
    share: { short: '%', long: 'per cent' },
    requests: { short: 'requests', long: 'requests' },
    tokens: { short: 'tokens', long: 'tokens' },
    users: { short: 'users', long: 'active users' },
    people: { short: 'people', long: 'people' },
    workshops: { short: 'workshops', long: 'workshops' },
    use_cases: { short: 'use cases', long: 'use cases' },
    h: { short: 'h', long: 'hours' },
    kWh: { short: 'kWh', long: 'kilowatt-hours' },
    Wh: { short: 'Wh', long: 'watt-hours' },
    kgCO2e: { short: 'kgCO₂e', long: 'kilograms of CO₂ equivalent' },
    gCO2e: { short: 'gCO₂e', long: 'grams of CO₂ equivalent' },
    'gCO2e/kWh': { short: 'gCO₂e/kWh', long: 'grams of CO₂ equivalent per kilowatt-hour' },
  },
}
