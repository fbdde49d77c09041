import type { definitions as french } from '#app/i18n/fr/definitions.ts'

/** The words of definitions, of the data dictionary and of the glossary, in English. */
export const definitions: typeof french = {
  title: 'Definitions',
  message: (metrics) => `${metrics} metrics, each with its written rule.`,
  standfirst:
    'One calculation serves the page, the table, the file and the command line. What follows is read from the catalogue that makes them: a rule that changes there changes here.',
  back: 'Definitions',
  name: 'Metric',
  meaning: 'What it means',
  unit: 'Unit',
  facts: 'How it is made',
  terms: {
    id: 'Identifier',
    theme: 'Theme',
    unit: 'Unit',
    direction: 'Direction',
    formula: 'Formula',
    inCode: 'The same, as the catalogue writes it',
    coverage: 'Coverage rule',
    coverageInCode: 'The same, as the catalogue writes it',
    source: 'Sources',
  },
  themes: {
    use: 'Usage',
    cost: 'Cost',
    gpu: 'GPU hours',
    footprint: 'Electricity and carbon',
    mastery: 'Governance',
    sovereignty: 'Sovereignty',
    data: 'Data',
  },
  directions: {
    lower: 'lower is better',
    higher: 'higher is better',
    neither: 'neither: it is there to read the others by',
  },
  noCoverage: 'none: see its limits',
  supply: (fact, formats) =>
    formats.length === 0
      ? `${fact} (in the demonstration; no import format brings them yet)`
      : `${fact} (import formats: ${formats.join(', ')})`,
  dimensions: {
    title: 'What it breaks down and filters by',
    note: 'A dimension that is not listed is unknown to at least one of the metric’s sources',
  },
  uses: {
    title: 'Where it is read',
    none: 'No page shows it today: it is read from its receipt and on the command line.',
  },
  page: (name) => `The page “${name}”`,
  subsidiaryPages: 'Page of each subsidiary',
  entityPages: 'Pages of use cases, models and providers',
  commitment: (name) => `The commitment “${name}”`,
  ask: 'Read it now',
  receipt: 'The figure of the last closed quarter, with its query',
  command: 'On the command line',
  limitsTitle: 'What it does not say',
  limits: {
    sum_over_sum: 'A sum over a sum: the group’s ratio is not the mean of its subsidiaries’ ratios.',
    valued_at_mean:
      'Valued at the mean cost of an hour over the same selection: the values of the parts do not quite add up.',
    people_do_not_add:
      'People do not add from one month to the next: over several months it is the mean of the months known.',
    few_people:
      'Of one to four people, the figure is not shown, nor anything made of it: each of them could be recognised. Zero is shown: it points at nobody. What a single part lacks can still be worked out from the total and the others, or from a quarter and its other months; and the parts that are shown no longer quite make the total.',
    end_of_period:
      'Read at the end of the period’s last month, never at an earlier one: where that month is missing, so is the figure.',
    one_currency: 'One sum per currency: two currencies are never added or converted.',
    estimated:
      'Estimated where nothing is metered: the figure has an interval that holds the value nine times in ten, by our factors. What cannot be estimated is missing from it and lowers the coverage.',
    use_phase_only:
      'Operational carbon only, from the electricity consumed and the grid of the place: no manufacture of equipment, no green-power contracts.',
    allocated: 'An allocated hour is not a used hour: it counts even when nothing runs.',
    where_use_is_measured:
      'Limited to accelerators whose use is measured: the coverage says what share of the hours they are.',
    inference_only: 'Inference alone: training has no requests to be divided by.',
    known_part_only:
      'What nobody can place on either side is on neither: the coverage says how much of the whole that is.',
    no_coverage: 'It has no coverage: what the register does not say cannot be seen in this figure.',
  },
  dictionary: {
    title: 'Data dictionary',
    message: (tables) => `${tables} tables, column by column.`,
    standfirst: 'Descriptions are those of the schema, the same that BigQuery shows.',
    core: 'What imports bring',
    serve: 'What pages read',
    column: 'Column',
    type: 'Type',
    presence: 'Presence',
    description: 'Description',
    nullable: 'may be missing',
    required: 'always there',
    link: 'Data dictionary: every table and every column',
  },
  glossaryTitle: 'Glossary',
  glossaryNote: 'The words of Vigie in plain language',
  glossary: [
    [
      'Commitment',
      'What the company has promised in writing, with a metric, a baseline, a target and a date.',
    ],
    ['Baseline', 'The level from which a commitment is measured, at a period set in advance.'],
    ['Trajectory', 'The level expected in each quarter between the baseline and the target.'],
    ['Target', 'The level promised, and the quarter by which it is due.'],
    ['Gap', 'How far today’s level is from the trajectory, on the good or the bad side.'],
    ['Status', 'Kept, at risk, missed or not assessable: a written rule decides, never an opinion.'],
    ['Coverage', 'The share of the activity that could be counted. Below a floor, nothing is judged.'],
    [
      'Unassigned',
      'Activity that no rule ties to a subsidiary or a use case: counted and shown, never dropped.',
    ],
    [
      'Evidence tier',
      'What a figure rests on: a meter, what a provider reports, a model of ours or a value close by.',
    ],
    ['Interval', 'The ends between which the value lies, nine times in ten by what is known.'],
    [
      'Receipt',
      'The page that says where a figure comes from: its rule, its rows, what it lacks, its query.',
    ],
    [
      'Closed period',
      'A quarter that the data have passed. The open one is compared over the same elapsed days.',
    ],
    ['Data version', 'Twelve characters that the content decides: the same content gives the same version.'],
    ['Use case', 'An AI project in the register, from the idea to the end.'],
    ['Token', 'The piece of a word that a language model reads or writes: three to four letters on average.'],
    ['Request', 'One call to a model.'],
    ['Inference', 'What a trained model does when it answers.'],
    ['Training', 'The computation that makes a model; tuning adapts one that exists.'],
    ['GPU', 'The accelerator on which models run. A GPU hour is one accelerator for one hour.'],
    ['Billed cost', 'What invoices say, credits deducted; amortised cost spreads what was paid in advance.'],
    [
      'Hosting rung',
      'One of the five places where AI can run, from the best controlled to the least. None is called sovereign by itself.',
    ],
    ['External keys', 'Encryption keys that the host does not hold: without them it cannot read the data.'],
    [
      'Open weights',
      'A model that anyone can download and run, without its making being published. An open model publishes it.',
    ],
    ['Operational carbon', 'What the electricity consumed emits, by how it is made where it is consumed.'],
    ['kgCO₂e', 'Kilograms of CO₂ equivalent: all greenhouse gases, at the effect of CO₂.'],
    ['Rebound', 'When each request takes less and the total rises, because there are more of them.'],
  ],
}
