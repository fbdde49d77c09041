import { formatDay } from '#app/metrics/format-period.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityName } from '#app/reports/entity-names.ts'
import type { Register, Review } from '#app/reports/topics/load-register.server.ts'
import type { TopicData } from '#app/reports/topics/load-topic.server.ts'
import { valueName, type Words } from '#app/reports/words.ts'

/** An opinion that lets a use case go into production. */
const ALLOWS: readonly (string | null)[] = ['favourable', 'conditional']

/** What the register knows of a use case at the end of the quarter: whose it is, its stage, what the experts said of it. */
export function registerView(
  { state, subject, register }: TopicData,
  asOf: string,
  entities: Entities,
  words: Words,
) {
  const known = register?.figures ?? null
  if (known === null || subject === null) return null
  const { language, messages } = words
  const say = messages.topics.register
  const day = state.quarter.lastDay < asOf ? state.quarter.lastDay : asOf
  const stage = known.stages.findLast(({ on }) => on <= day) ?? null
  const isUnreviewed = stage?.stage === 'production' && !isAllowed(known, day)
  const { subsidiary } = subject
  return {
    title: isUnreviewed ? say.unreviewed : say.title,
    note: say.note(formatDay(day, language)),
    facts: [
      ...(subsidiary === null
        ? []
        : [
            {
              term: messages.dimensions.names.subsidiary,
              text: entityName('subsidiary', subsidiary, entities, words),
            },
          ]),
      { term: say.owner, text: known.owner ?? say.unknown },
      {
        term: messages.dimensions.names.stage,
        text:
          stage === null
            ? say.unknown
            : say.since(valueName('stage', stage.stage, words), formatDay(stage.on, language)),
      },
      { term: say.review, text: reviewText(known.reviews, day, words) },
    ],
  }
}

function isAllowed({ reviews }: Register, day: string): boolean {
  return reviews.some(
    ({ decidedOn, opinion }) => decidedOn !== null && decidedOn <= day && ALLOWS.includes(opinion),
  )
}

/** The last opinion given by then, and what has been asked for since. */
function reviewText(reviews: readonly Review[], day: string, { language, messages }: Words): string {
  const say = messages.topics.register
  const opinions: Readonly<Record<string, string>> = say.opinions
  const asked = reviews.filter(({ requestedOn }) => requestedOn <= day)
  const isDecided = ({ decidedOn }: Review) => decidedOn !== null && decidedOn <= day
  const given = asked.findLast(isDecided)
  const waiting = asked.findLast((review) => !isDecided(review))
  const texts = [
    ...(given === undefined
      ? []
      : [
          say.opinion(
            opinions[given.opinion ?? ''] ?? say.unknown,
            formatDay(given.decidedOn ?? '', language),
          ),
        ]),
    ...(waiting === undefined ? [] : [say.waiting(formatDay(waiting.requestedOn, language))]),
  ]
  return texts.length === 0 ? say.notAsked : messages.receipt.list(texts)
}
