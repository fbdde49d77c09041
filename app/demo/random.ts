/** A 32-bit number that depends on every character of the text; the same on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return scramble(hash)
}

/** Mixes a number into a hash, so that each entity and day has a draw of its own, whatever the order. */
export function mix(hash: number, value: number): number {
  return scramble(Math.imul(hash ^ Math.imul(value + 1, 0x9e3779b1), 0x85ebca6b))
}

/** From 0 (included) to 1 (excluded). */
export function unit(hash: number): number {
  return hash / 4_294_967_296
}

/** Between two numbers, evenly. */
export function between(hash: number, low: number, high: number): number {
  return low + (high - low) * unit(hash)
}

/** A whole number between two, both included. */
export function integerBetween(hash: number, low: number, high: number): number {
  return low + Math.floor(unit(hash) * (high - low + 1))
}

/** One of a list that is never empty. */
export function pick<T>(hash: number, list: readonly [T, ...T[]]): T {
  return list[Math.floor(unit(hash) * list.length)] ?? list[0]
}

function scramble(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  return (hash ^ (hash >>> 16)) >>> 0
}
