import { layoutBesideCourse } from '#app/charts/beside-course.layout.ts'
import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { type PageState, pageHref } from '#app/filters/page-address.ts'
import type { Period } from '#app/filters/period.ts'
import { formatDay } from '#app/metrics/format-period.ts'
import { formatShare, MISSING } from '#app/metrics/format-value.ts'
import type { Entities, Subsidiary } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { type Adoption, adoptionOf, isIn } from '#app/reports/subsidiaries/adoption.ts'
import { type Indexed, indexed } from '#app/reports/subsidiaries/index-figures.ts'
import { periodsOf } from '#app/reports/subsidiaries/load-quarters.server.ts'
import type { Courses, SubsidiariesData } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { HALF } from '#app/reports/subsidiaries/measures.ts'
import { subsidiaryHref } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { quarterName, type Words } from '#app/reports/words.ts'

/** Px of a small multiple: forty of them are read at a glance, and each keeps its half visible. */
const HEIGHT = 54

/** The adoption of one subsidiary in each quarter shown, oldest first. */
export type Course = { readonly subsidiary: Subsidiary; readonly quarters: readonly Adoption[] }

/** The courses of the subsidiaries that a page is limited to, of those in the group in some quarter of it. */
export function coursesOf(courses: Courses, data: SubsidiariesData, entities: Entities): readonly Course[] {
  const periods = periodsOf(data)
  const found = indexed(courses.subsidiaries, 'subsidiary')
  return [...entities.subsidiaries.values()]
    .filter(
      (subsidiary) => isChosen(subsidiary, data.state) && periods.some((each) => isIn(subsidiary, each)),
    )
    .map((subsidiary) => ({
      subsidiary,
      quarters: periods.map((period) =>
        isIn(subsidiary, period) ? adoptionOf(found(subsidiary.id, period.text)) : { kind: 'absent' },
      ),
    }))
}

/** Whether a page's filters leave a subsidiary. */
export function isChosen({ id, businessLine }: Subsidiary, { filters }: PageState): boolean {
  return (filters.subsidiary?.includes(id) ?? true) && (filters.business_line?.includes(businessLine) ?? true)
}

const rateOf = (adoption: Adoption | undefined) => (adoption?.kind === 'assessed' ? adoption.value : null)

/** Small multiples on one scale, by business line, alphabetical within each. */
export function coursesView(courses: Courses, data: SubsidiariesData, entities: Entities, words: Words) {
  const { language, messages } = words
  const say = messages.subsidiaries
  const periods = periodsOf(data)
  const all = coursesOf(courses, data, entities)
  const whole = periods.map((period) => rateIn(courses.whole, period))
  const lines = indexed(courses.lines, 'business_line')
  const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
    a.name.localeCompare(b.name, language)
  return {
    title: titleOf(all, words),
    note: say.courses.note(
      quarterName(periods[0]?.text ?? '', words),
      quarterName(periods.at(-1)?.text ?? '', words),
    ),
    lines: [...new Set(all.map(({ subsidiary }) => subsidiary.businessLine))]
      .map((id) => ({
        id,
        name: entityName('business_line', id, entities, words),
        ...lineShare(id, lines, data, words),
        items: all
          .filter(({ subsidiary }) => subsidiary.businessLine === id)
          .map((course) => itemOf(course, whole, data, words))
          .sort(byName),
      }))
      .sort(byName),
  }
}

function rateIn(figures: readonly Figure[], { text }: Period): number | null {
  return figures.find(({ metric, period }) => metric === 'adoption_rate' && period === text)?.value ?? null
}

function lineShare(id: string, lines: Indexed, data: SubsidiariesData, words: Words) {
  const { text } = data.compared.now
  const adoption = adoptionOf(lines(id, text))
  const say = words.messages.subsidiaries
  if (adoption.kind !== 'assessed')
    return { share: markOf(adoption, words), receiptHref: null, note: reasonText(adoption, words) }
  const { figure, value } = adoption
  return {
    share: formatShare(value, words.language),
    receiptHref: receiptPath(words.language, {
      metrics: ['adoption_rate'],
      by: [],
      period: text,
      filters: { ...data.state.filters, business_line: [id] },
      version: figure.dataVersion,
    }),
    note: say.courses.ofEmployees,
  }
}

function itemOf(
  { subsidiary, quarters }: Course,
  whole: readonly (number | null)[],
  { state, compared }: SubsidiariesData,
  words: Words,
) {
  const last = quarters.at(-1)
  return {
    id: subsidiary.id,
    name: subsidiary.shortName,
    href: pageHref(subsidiaryHref(subsidiary.id, words), { ...state, filters: {}, tables: {} }),
    value:
      last?.kind === 'assessed'
        ? formatShare(last.value, words.language)
        : last?.kind === 'unassessed'
          ? markOf(last, words)
          : MISSING,
    note: [
      last === undefined ? '' : reasonText(last, words),
      ...presenceTexts(subsidiary, compared.now, words),
    ]
      .filter((text) => text !== '')
      .join('\u00a0; '),
    isUnknown: last?.kind === 'unassessed',
    layout: layoutBesideCourse({
      values: quarters.map(rateOf),
      beside: whole,
      top: 1,
      marks: [HALF],
      height: HEIGHT,
    }),
  }
}

/** What stands where a share would. */
function markOf(adoption: Adoption, { messages }: Words): string {
  const { notShown, notAssessable } = messages.subsidiaries
  return adoption.kind === 'unassessed' && adoption.reason === 'few' ? notShown : notAssessable
}

/** Why nothing is said; empty where something is. */
export function reasonText(adoption: Adoption, { messages }: Words): string {
  return adoption.kind === 'unassessed' ? messages.subsidiaries.reasons[adoption.reason] : ''
}

/** When a subsidiary joined or left the group, as far as the period knows. */
export function presenceTexts(
  { joinedOn, leftOn }: Subsidiary,
  { lastDay }: Period,
  { language, messages }: Words,
): readonly string[] {
  const say = messages.subsidiaries
  return [
    ...(joinedOn === null || joinedOn > lastDay ? [] : [say.joined(formatDay(joinedOn, language))]),
    ...(leftOn === null || leftOn > lastDay ? [] : [say.left(formatDay(leftOn, language))]),
  ]
}

/** Four quarters before the last: the same season. */
const YEAR = 4
const MOST_NAMED = 2

function titleOf(courses: readonly Course[], words: Words): string {
  const say = words.messages.subsidiaries.courses
  const changes = courses.flatMap(({ subsidiary, quarters }) => {
    const [now, before] = [rateOf(quarters.at(-1)), rateOf(quarters.at(-1 - YEAR))]
    return now === null || before === null ? [] : [{ name: subsidiary.shortName, change: now - before }]
  })
  const falling = changes.filter(({ change }) => change < 0).map(({ name }) => name)
  if (changes.length === 0) return say.title
  if (falling.length === 0) return say.rises
  return falling.length <= MOST_NAMED && falling.length < changes.length
    ? say.falls(falling)
    : say.fallsIn(falling.length, changes.length)
}
