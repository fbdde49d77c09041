import { AS_OF, dayIndex, dayText } from '#app/demo/calendar.ts'
import { EVENTS } from '#app/demo/events.ts'
import { type DemoSubsidiary, OFFICE_HOLDERS, officeHolder } from '#app/demo/group.ts'
import { between, hashText, integerBetween, mix, pick, unit } from '#app/demo/random.ts'
import type { ScaleSize } from '#app/demo/scale.ts'
import { SOURCES } from '#app/demo/streams.ts'
import {
  ASSISTANT,
  COMMON_TEMPLATES,
  LINE_TEMPLATES,
  type UseCaseTemplate,
} from '#app/demo/use-case-templates.ts'
import type { PlainRow } from '#app/warehouse/schema.ts'

/** A use case with what its activity needs to know. */
export type DemoProject = {
  readonly row: PlainRow<'project'>
  readonly subsidiary: DemoSubsidiary
  readonly hash: number
  readonly everyDay: boolean
  readonly stream: string
}

type Draft = {
  readonly id: string
  readonly subsidiary: DemoSubsidiary
  readonly template: UseCaseTemplate
  readonly hash: number
  /** The one on which the subsidiary relies: it goes to production early and stays there. */
  readonly isMainstay: boolean
}

/** Streams in the order in which use cases without a stream of their own take them up. */
const TURNS = {
  generative: [
    'maxima',
    'mid',
    'galatee',
    'calvane',
    'maxima-keys',
    'passages',
    'maxima-moved',
    'velmora',
    'galatee-trevarn',
    'maxima',
    'mid',
    'calvane',
    'galatee',
    'maxima-keys',
    'passages',
    'mid',
    'calvane',
    'galatee-trevarn',
  ],
  classic: ['tabulaire', 'score', 'image', 'tabulaire', 'score', 'tabulaire', 'image', 'score', 'tabulaire'],
} as const

const COMMITMENTS = [
  'prior_review',
  'workshops',
  'electricity',
  'gpu_hours',
  'carbon',
  'hosting',
  'open_models',
] as const
const BUILDERS = ['ai_factory', 'data_lab', 'subsidiary', 'subsidiary', 'supplier'] as const

/** The use cases of a scale, by the day they were registered. */
export function makeProjects(seed: number, size: ScaleSize): readonly DemoProject[] {
  const drafts = size.subsidiaries.flatMap((subsidiary) => draftsOf(seed, size, subsidiary))
  const ordinary = drafts.filter(({ template }) => template !== ASSISTANT).sort((a, b) => a.hash - b.hash)
  const rankOf = new Map(ordinary.map((draft, rank) => [draft.id, rank / ordinary.length]))
  const turns = { generative: 0, classic: 0 }
  const stayers = ordinary.filter(({ subsidiary }) => isAlwaysThere(subsidiary))
  const others = ordinary.filter(({ subsidiary }) => !isAlwaysThere(subsidiary))
  const projects = [...stayers, ...others].map((draft) => {
    const { approach } = draft.template
    const usesUnknown =
      draft.subsidiary.id === EVENTS.belowCoverageFloor.subsidiary && approach === 'generative'
    const list: readonly string[] = TURNS[approach]
    const turn = usesUnknown ? 0 : turns[approach]++
    const stream = usesUnknown ? 'kelvor' : (list[turn % list.length] ?? '')
    // The first to take a stream up is in production before the demo begins, so that no stream starts empty.
    const isPioneer = turn < new Set(list).size
    return projectOf(draft, stream, ordinaryDates(draft, rankOf.get(draft.id) ?? 0, isPioneer, stream))
  })
  const assistants = drafts
    .filter(({ template }) => template === ASSISTANT)
    .map((draft) => projectOf(draft, 'assistant', assistantDates(draft)))
  return [...projects, ...assistants].sort(
    (a, b) => compare(a.row.idea_on ?? '', b.row.idea_on ?? '') || compare(a.row.project, b.row.project),
  )
}

function isAlwaysThere({ joinedOn, leftOn }: DemoSubsidiary): boolean {
  return joinedOn === null && leftOn === null
}

function draftsOf(seed: number, size: ScaleSize, subsidiary: DemoSubsidiary): Draft[] {
  const draft = (template: UseCaseTemplate): Draft => {
    const id = `${template.id}-${subsidiary.id}`
    return { id, subsidiary, template, hash: mix(hashText(id), seed), isMainstay: false }
  }
  const drawn = [...COMMON_TEMPLATES, ...LINE_TEMPLATES[subsidiary.line]]
    .map(draft)
    .sort((a, b) => mix(a.hash, 1) - mix(b.hash, 1))
  const first = (approach: UseCaseTemplate['approach'], number: number) =>
    drawn.filter(({ template }) => template.approach === approach).slice(0, number)
  // Enough generative ones in every draw for each stream to have a use case, in the small demo too.
  const generative = subsidiary.headcount >= 900 ? 4 : subsidiary.headcount >= 300 ? 2 : 1
  const mainstay = first('classic', 1).map((one) => ({ ...one, isMainstay: true }))
  const kept = [...mainstay, ...first('generative', generative)]
  const pool = [...kept, ...drawn.filter(({ id }) => kept.every((other) => other.id !== id))]
  if (subsidiary.leftOn !== null) return pool.slice(0, size.projectCount(subsidiary))
  return [draft(ASSISTANT), ...pool.slice(0, size.projectCount(subsidiary) - 1)]
}

type Dates = {
  idea: number
  framing: number | null
  pilot: number | null
  production: number | null
  stopped: number | null
}

function ordinaryDates(
  { hash, subsidiary, isMainstay }: Draft,
  order: number,
  isPioneer: boolean,
  stream: string,
): Dates {
  const rank = isMainstay ? order * 0.6 : order
  const start = dayIndex('2023-09-01')
  const joined = subsidiary.joinedOn === null ? null : dayIndex(subsidiary.joinedOn)
  if (isPioneer) {
    const production = stream === 'galatee-trevarn' ? dayIndex(EVENTS.fineTuned.from) : -20 - (hash % 40)
    return {
      idea: production - 260,
      framing: production - 220,
      pilot: production - 120,
      production,
      stopped: null,
    }
  }
  const registered =
    rank < 0.26
      ? Math.round(dayIndex('2022-06-01') + (start - dayIndex('2022-06-01')) * (rank / 0.26))
      : Math.round(start + (dayIndex('2026-10-25') - start) * ((rank - 0.26) / 0.74))
  const idea = joined === null ? registered : Math.max(registered, joined + (hash % 90))
  const framing = idea + integerBetween(mix(hash, 2), 12, 55)
  const pilot = framing + integerBetween(mix(hash, 3), 25, 85)
  const production = pilot + integerBetween(mix(hash, 4), 50, 170)
  const outcome = isMainstay ? 1 : unit(mix(hash, 5))
  if (outcome < 0.21)
    return {
      idea,
      framing,
      pilot: null,
      production: null,
      stopped: framing + integerBetween(mix(hash, 6), 60, 150),
    }
  if (outcome < 0.48)
    return { idea, framing, pilot, production: null, stopped: pilot + integerBetween(mix(hash, 6), 80, 200) }
  const stopped = outcome < 0.74 ? production + integerBetween(mix(hash, 6), 240, 700) : null
  return { idea, framing, pilot, production, stopped }
}

function assistantDates({ hash }: Draft): Dates {
  const pilot = dayIndex(EVENTS.unknownModels.from) + (hash % 75)
  return {
    idea: pilot - 60,
    framing: pilot - 35,
    pilot,
    production: pilot + integerBetween(mix(hash, 4), 60, 150),
    stopped: null,
  }
}

function projectOf({ id, subsidiary, template, hash }: Draft, stream: string, dates: Dates): DemoProject {
  const left = subsidiary.leftOn === null ? null : dayIndex(subsidiary.leftOn)
  const stop = left === null ? dates.stopped : Math.min(dates.stopped ?? left, left)
  const known = (index: number | null) => {
    if (index === null || (stop !== null && index > stop)) return null
    const day = dayText(index)
    return day <= AS_OF ? day : null
  }
  return {
    subsidiary,
    hash,
    everyDay: template.everyDay,
    stream,
    row: {
      project: id,
      name: template.name,
      short_name: `${template.shortName} ${subsidiary.shortName}`,
      subsidiary: subsidiary.id,
      business_function: template.businessFunction,
      approach: template.approach,
      built_by: template === ASSISTANT ? 'supplier' : pick(mix(hash, 7), BUILDERS),
      owner: officeHolder(hash % OFFICE_HOLDERS),
      commitment: unit(mix(hash, 8)) < 0.07 ? null : pick(mix(hash, 9), COMMITMENTS),
      source: SOURCES.registry,
      idea_on: dayText(left === null ? dates.idea : Math.min(dates.idea, left - 30)),
      framing_on: known(dates.framing),
      pilot_on: known(dates.pilot),
      production_on: known(dates.production),
      stopped_on: stop === null ? null : known(stop),
    },
  }
}

/** How much a use case is used beside the others of its stream. */
export function sizeOf({ hash, subsidiary }: DemoProject): number {
  const appetite = subsidiary.id === EVENTS.largestOverrun.subsidiary ? 3 : 1
  return appetite * Math.sqrt(subsidiary.headcount * subsidiary.adoption) * between(mix(hash, 10), 0.5, 1.6)
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
