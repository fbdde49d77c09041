import { formatDay } from '#app/metrics/format-period.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import { statementText } from '#app/reports/receipt/receipt-view.ts'
import type { Register, Review } from '#app/reports/topics/load-register.server.ts'
import type { TopicData } from '#app/reports/topics/load-topic.server.ts'
import { valueName, type Words } from '#app/reports/words.ts'
import { ALLOWING_OPINIONS } from '#app/warehouse/schema.ts'

const ALLOWS: readonly (string | null)[] = ALLOWING_OPINIONS

/** What the register knows of a use case at the end of the quarter: whose it is, its stage, what the experts said of it. */
export function registerView(
  register: Register,
  { state, subject }: Pick<TopicData, 'state' | 'subject'>,
  asOf: string,
  entities: Entities,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.topics.register
  const day = state.quarter.lastDay < asOf ? state.quarter.lastDay : asOf
  const [first] = register.stages
  const statements = register.statements.map(statementText)
  const note = say.note(formatDay(day, language))
  if (first !== undefined && first.on > day)
    return { title: say.notYet(formatDay(first.on, language)), note, facts: [], statements }
  const stage = register.stages.findLast(({ on }) => on <= day) ?? null
  const given = decidedBy(register, day)
  const isUnreviewed = stage?.stage === 'production' && !given.some(({ opinion }) => ALLOWS.includes(opinion))
  const subsidiary = subject?.subsidiary ?? null
  return {
    title: isUnreviewed ? say.unreviewed : say.title,
    note,
    statements,
    facts: [
      ...(subsidiary === null
        ? []
        : [
            {
              term: messages.dimensions.names.subsidiary,
              text: entityName('subsidiary', subsidiary, entities, words),
            },
          ]),
      { term: say.owner, text: register.owner ?? say.unknown },
      {
        term: messages.dimensions.names.stage,
        text:
          stage === null
            ? say.unknown
            : say.since(valueName('stage', stage.stage, words), formatDay(stage.on, language)),
      },
      { term: say.review, text: reviewText(register, given.at(-1) ?? null, day, words) },
    ],
  }
}

type Decided = Review & { readonly decidedOn: string }

/** The reviews with an opinion by a day, in the order of their opinions. */
function decidedBy({ reviews }: Register, day: string): readonly Decided[] {
  return reviews
    .filter((review): review is Decided => review.decidedOn !== null && review.decidedOn <= day)
    .sort((a, b) => (a.decidedOn < b.decidedOn ? -1 : a.decidedOn > b.decidedOn ? 1 : 0))
}

/** The last opinion given by a day, and what has been asked for since and waits. */
function reviewText(
  { reviews }: Register,
  last: Decided | null,
  day: string,
  { language, messages }: Words,
): string {
  const say = messages.topics.register
  const opinions: Readonly<Record<string, string>> = say.opinions
  const waiting = reviews.findLast(
    ({ requestedOn, decidedOn }) =>
      requestedOn <= day &&
      (decidedOn === null || decidedOn > day) &&
      (last === null || requestedOn > last.decidedOn),
  )
  const texts = [
    ...(last === null
      ? []
      : [say.opinion(opinions[last.opinion ?? ''] ?? say.unknown, formatDay(last.decidedOn, language))]),
    ...(waiting === undefined ? [] : [say.waiting(formatDay(waiting.requestedOn, language))]),
  ]
  return texts.length === 0 ? say.notAsked : messages.receipt.list(texts)
}
