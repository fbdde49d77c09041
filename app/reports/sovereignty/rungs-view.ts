import type { Words } from '#app/reports/words.ts'

/** The written definition of each rung, which the page and the glossary both print: what it means, what it does not guarantee. */
export function rungsView({ messages }: Words) {
  const { rungs } = messages.sovereignty
  return Object.entries(rungs).map(([id, { means, not }]) => ({
    term: messages.dimensions.values.hosting[id as keyof typeof rungs],
    means,
    not,
  }))
}
