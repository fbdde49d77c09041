import type { Words } from '#app/reports/words.ts'

/** The written definition of each rung, which the page and the glossary both print. */
export function rungsView({ messages }: Words): readonly { readonly term: string; readonly text: string }[] {
  const { rungs } = messages.sovereignty
  return Object.entries(rungs).map(([id, { means, not }]) => ({
    term: messages.dimensions.values.hosting[id as keyof typeof rungs],
    text: `${means} ${not}`,
  }))
}
