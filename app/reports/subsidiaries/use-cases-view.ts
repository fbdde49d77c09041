import type { Figure } from '#app/figures/figure.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { pageHref } from '#app/filters/page-address.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { ENTITY_PAGES, entityName } from '#app/reports/entity-names.ts'
import type { SubsidiaryData, UseCases } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { quarterName, textsBeside, valueName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

const PRODUCTION = 'production'

/** The use cases of a subsidiary, those in production first, with their stage, their review and their cost. */
export function useCasesView(useCases: UseCases, data: SubsidiaryData, entities: Entities, words: Words) {
  const { language, messages } = words
  const say = messages.subsidiaries.one.useCases
  const stages = new Map(
    useCases.stages
      .filter(({ value }) => value !== null && value > 0)
      .map(({ by }) => [by.project ?? UNASSIGNED, by.stage ?? UNASSIGNED]),
  )
  const costs = amounts(useCases.costs)
  const text = textsBeside(
    [...costs.values()].flatMap((each) => each.map(({ value }) => value)),
    useCases.costs[0]?.unit ?? '',
    words,
  )
  const order = Object.keys(messages.dimensions.values.stage)
  const place = (id: string) =>
    id === UNASSIGNED
      ? order.length + 1
      : stages.get(id) === PRODUCTION
        ? -1
        : order.indexOf(stages.get(id) ?? '')
  const ids = [...new Set([...stages.keys(), ...costs.keys()])]
  const registered = [...stages.keys()].filter((id) => id !== UNASSIGNED)
  const nameOf = (id: string) =>
    id === UNASSIGNED ? say.unassigned : entityName('project', id, entities, words, 'long')
  return {
    title: say.title(registered.length, registered.filter((id) => stages.get(id) === PRODUCTION).length),
    note: say.note(quarterName(data.compared.now.text, words)),
    rows: ids
      .sort((a, b) => place(a) - place(b) || nameOf(a).localeCompare(nameOf(b), language))
      .map((id) => ({
        id,
        name: nameOf(id),
        href:
          id === UNASSIGNED
            ? null
            : pageHref(`/${language}/${ENTITY_PAGES.project}/${encodeURIComponent(id)}`, data.state),
        stage: stages.has(id) ? valueName('stage', stages.get(id) ?? '', words) : '–',
        approach: entities.projects.has(id)
          ? entityName('approach', entities.projects.get(id)?.approach ?? UNASSIGNED, entities, words)
          : '–',
        review: reviewText(id, useCases.reviews, words),
        cost: costText(costs.get(id) ?? [], text),
        receiptHref: costs.has(id) ? costReceipt(id, data, costs.get(id) ?? [], words) : null,
      })),
  }
}

/** The amounts of each use case, the largest first where there are several currencies. */
function amounts(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const found = new Map<string, Figure[]>()
  for (const figure of figures) {
    if (figure.value === null) continue
    const id = figure.by.project ?? UNASSIGNED
    found.set(
      id,
      [...(found.get(id) ?? []), figure].sort((a, b) => (b.value ?? 0) - (a.value ?? 0)),
    )
  }
  return found
}

function costText(figures: readonly Figure[], text: (value: number | null) => string): string {
  return figures.length === 0 ? '–' : figures.map(({ value }) => text(value)).join(' + ')
}

function costReceipt(
  id: string,
  data: SubsidiaryData,
  [first]: readonly Figure[],
  words: Words,
): string | null {
  if (first === undefined) return null
  return receiptPath(words.language, {
    metrics: ['cost'],
    by: [],
    period: data.compared.now.text,
    filters: { project: [id], subsidiary: [data.subsidiary.id] },
    version: first.dataVersion,
  })
}

/** Only what is in production has to have been reviewed. */
function reviewText(
  id: string,
  reviews: readonly Figure[],
  { messages }: Words,
): { text: string; isMissing: boolean } {
  const say = messages.subsidiaries.one.useCases
  const value = reviews.find(({ by }) => by.project === id)?.value ?? null
  if (value === null) return { text: say.notAsked, isMissing: false }
  return value === 0 ? { text: say.missing, isMissing: true } : { text: say.reviewed, isMissing: false }
}
