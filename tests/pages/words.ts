import { type Language, type Messages, messagesFor } from '#app/i18n/messages.ts'

/** Stands for what a message is given; what a message says beside it is the message's own. */
const GIVEN = '\u0001'

function* textsIn(words: unknown): Generator<string> {
  if (typeof words === 'string') yield words
  else if (typeof words === 'function') yield* textsIn(called(words as Message))
  else if (typeof words === 'object' && words !== null)
    for (const each of Object.values(words)) yield* textsIn(each)
}

type Message = (...given: unknown[]) => unknown

function called(message: Message): unknown {
  try {
    return message(...Array.from({ length: message.length }, () => GIVEN))
  } catch (error) {
    // A message that joins a list is given one.
    if (error instanceof TypeError) return message(...Array.from({ length: message.length }, () => [GIVEN]))
    throw error
  }
}

/** Text as it can be compared: every kind of space is one, indices are digits. */
export function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').replaceAll('₂', '2')
}

function fragments(messages: Messages): readonly string[] {
  const texts = [...textsIn(messages)].flatMap((text) => text.split(GIVEN)).map((text) => plain(text).trim())
  return [...new Set(texts)].filter((text) => text.length > 12)
}

const foreign = new Map<Language, readonly string[]>()

/** What a page of this language must not say: texts of more than 12 characters that only the other language has. */
export function foreignTexts(language: Language): readonly string[] {
  const found = foreign.get(language) ?? onlyInTheOther(language)
  foreign.set(language, found)
  return found
}

function onlyInTheOther(language: Language): readonly string[] {
  const own = fragments(messagesFor(language)).join('\n')
  return fragments(messagesFor(language === 'fr' ? 'en' : 'fr')).filter((text) => !own.includes(text))
}
