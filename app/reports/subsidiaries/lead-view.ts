import type { Figure } from '#app/figures/figure.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { type Adoption, isCovered, type Reason } from '#app/reports/subsidiaries/adoption.ts'
import { type Course, coursesOf, isChosen } from '#app/reports/subsidiaries/courses-view.ts'
import type { SubsidiariesData } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { HALF } from '#app/reports/subsidiaries/measures.ts'
import { quarterName, type Words } from '#app/reports/words.ts'

type Assessed = Course & { readonly now: Extract<Adoption, { kind: 'assessed' }> }

/** Who exceeds one employee in two, who adopts least and how far it can be trusted, who cannot be assessed and why. */
export function leadOf(data: SubsidiariesData, entities: Entities, words: Words) {
  const say = words.messages.subsidiaries
  const { figures, state } = data.courses
  if (figures === null) {
    const message =
      state === 'late'
        ? say.late
        : state === 'empty'
          ? (matchesNone(data, entities) ? say.nothingMatches : say.nothing)(
              quarterName(data.compared.now.text, words),
            )
          : say.unanswered
    return { message, standfirst: '' }
  }
  const courses = coursesOf(figures, data, entities)
  const assessed = courses.flatMap((course): Assessed[] => {
    const now = course.quarters.at(-1)
    return now?.kind === 'assessed' ? [{ ...course, now }] : []
  })
  const least = leastOf(assessed)
  return {
    message: [
      assessed.length === 0
        ? say.lead.noneAssessed
        : say.lead.above(assessed.filter(({ now }) => now.value > HALF).length, assessed.length),
      ...(least.length === 0 || assessed.length === 1 ? [] : [leastText(least, words)]),
      ...unassessedText(courses, words),
    ].join(' '),
    standfirst: [
      // A part of the subsidiaries is told by the total of their table.
      ...(isPart(data) ? [] : [wholeText(figures.whole, data, words)]),
      ...trustText(least, data, words),
      ...lowCarbonText(data, entities, words),
    ].join(' '),
  }
}

const isPart = ({ state }: SubsidiariesData) => Object.keys(state.filters).length > 0

/** Whether filters that leave something each leave no subsidiary together. */
function matchesNone({ state }: SubsidiariesData, entities: Entities): boolean {
  return [...entities.subsidiaries.values()].every((each) => !isChosen(each, state))
}

/** The one that adopts least, and any that are told by the same percentage: they cannot be told apart. */
function leastOf(assessed: readonly Assessed[]): readonly Assessed[] {
  const percent = ({ now }: Assessed) => Math.round(now.value * 100)
  const lowest = Math.min(...assessed.map(percent))
  return assessed.filter((each) => percent(each) === lowest)
}

function leastText(least: readonly Assessed[], { language, messages }: Words): string {
  const value = Math.min(...least.map(({ now }) => now.value))
  const coverage = Math.min(...least.map(({ now }) => now.figure.coverage ?? 1))
  return messages.subsidiaries.lead.least(
    least.map(({ subsidiary }) => subsidiary.shortName),
    formatShare(value, language),
    formatShare(coverage, language),
  )
}

const MOST_NAMED = 2

/** Named where they are few, counted by reason where they are many. */
function unassessedText(courses: readonly Course[], words: Words): readonly string[] {
  const { lead, reasons } = words.messages.subsidiaries
  const names = new Map<Reason, string[]>()
  for (const { subsidiary, quarters } of courses) {
    const now = quarters.at(-1)
    if (now?.kind !== 'unassessed') continue
    names.set(now.reason, [...(names.get(now.reason) ?? []), subsidiary.shortName])
  }
  const tell = (own: readonly (readonly [Reason, readonly string[]])[], say: typeof lead.unassessed) => {
    const told = own.flatMap(([reason, those]) =>
      those.length > MOST_NAMED
        ? [lead.several(those.length, reasons[reason])]
        : those.map((name) => lead.because(name, reasons[reason])),
    )
    return told.length === 0 ? [] : [say(told, own.flatMap(([, those]) => those).length)]
  }
  const isFew = ([reason]: readonly [Reason, unknown]) => reason === 'few'
  const all = [...names]
  return [
    ...tell(
      all.filter((each) => !isFew(each)),
      lead.unassessed,
    ),
    // What is known and not told lacks nothing.
    ...tell(all.filter(isFew), lead.notShown),
  ]
}

function wholeText(whole: readonly Figure[], { compared }: SubsidiariesData, words: Words): string {
  const figure = whole.find(
    ({ metric, period }) => metric === 'adoption_rate' && period === compared.now.text,
  )
  if (figure === undefined || figure.value === null) return ''
  return words.messages.subsidiaries.standfirst.whole(
    formatShare(figure.value, words.language),
    formatShare(figure.coverage ?? 1, words.language),
  )
}

/** Whether the data of the one that adopts least can be trusted: every month known, and how much of its carbon is assessed. */
function trustText(least: readonly Assessed[], data: SubsidiariesData, words: Words): readonly string[] {
  const [only, ...others] = least
  if (only === undefined || others.length > 0) return []
  const say = words.messages.subsidiaries.standfirst
  const { id, shortName } = only.subsidiary
  if ((only.now.figure.coverage ?? 1) < 1) return [say.partlyKnown(shortName)]
  const carbon = data.standings.figures?.subsidiaries.find(
    ({ metric, by }) => metric === 'carbon_per_active_user' && by.subsidiary === id,
  )
  const coverage = carbon?.coverage ?? null
  return coverage === null ? [] : [say.trust(shortName, formatShare(coverage, words.language))]
}

/** Whose carbon is too little covered to be shown. */
function lowCarbonText({ standings }: SubsidiariesData, entities: Entities, words: Words): readonly string[] {
  const names = (standings.figures?.subsidiaries ?? [])
    .filter((figure) => figure.metric === 'carbon_per_active_user' && !isCovered(figure))
    .flatMap(({ by }) => entities.subsidiaries.get(by.subsidiary ?? '')?.shortName ?? [])
  return names.length === 0 ? [] : [words.messages.subsidiaries.standfirst.lowCarbon(names)]
}
