export const SHORT_NAME_LENGTH = 20

/**
 * A unique name of at most twenty characters for each id, from its full name: the name itself where it fits, else cut,
 * and numbered where two would be the same. `taken` are names that others already bear. The order of ids decides
 * nothing but who keeps the name unnumbered.
 */
export function shortNames(
  names: ReadonlyMap<string, string>,
  taken: Iterable<string> = [],
): ReadonlyMap<string, string> {
  const used = new Set([...taken].map(folded))
  const short = new Map<string, string>()
  for (const [id, name] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const whole = name.trim().replaceAll(/\s+/g, ' ') || id
    for (let number = 1; ; number += 1) {
      const candidate = cut(whole, number === 1 ? '' : ` ${number}`)
      if (used.has(folded(candidate))) continue
      used.add(folded(candidate))
      short.set(id, candidate)
      break
    }
  }
  return short
}

function cut(name: string, suffix: string): string {
  const characters = [...name]
  const room = SHORT_NAME_LENGTH - suffix.length
  return characters.length <= room
    ? `${name}${suffix}`
    : `${characters
        .slice(0, room - 1)
        .join('')
        .trimEnd()}…${suffix}`
}

function folded(name: string): string {
  return name.toLowerCase()
}
