/** The known name that a misspelled one comes nearest to; null where none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const asked = name.toLowerCase()
  const most = Math.max(1, Math.floor(asked.length / 3))
  const isPart = (one: string, other: string) => one.length >= LEAST_PART && other.includes(one)
  const [best] = known
    .map((each) => ({
      each,
      // A beginning or a longer form of a name is nearer than any misspelling of another.
      steps:
        each === asked ? 0 : isPart(asked, each) || isPart(each, asked) ? 0.5 : editsBetween(asked, each),
    }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps)
  return best?.each ?? null
}

/** The same among all that things may be called: what the nearest of those names is of. */
export function nearestCalled<Id extends string>(
  name: string,
  called: Iterable<readonly [string, Id]>,
): Id | null {
  const ids = new Map<string, Id>()
  for (const [each, id] of called) {
    const key = folded(each)
    // What has no letter is no name, and would be near to whatever has none.
    if (key !== '' && !ids.has(key)) ids.set(key, id)
  }
  return ids.get(nearestName(folded(name), [...ids.keys()]) ?? '') ?? null
}

/** A name without its case, accents and punctuation, which are what a person mistypes most. */
export const folded = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const LEAST_PART = 4
/** No name is longer: beyond it nothing is near, and nothing is worth the work. */
const LONGEST = 40

/** Letters to put in, take out or change, and neighbours to swap, from one text to the other. */
function editsBetween(a: string, b: string): number {
  if (a.length > LONGEST) return Number.POSITIVE_INFINITY
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = last
    last = row
  }
  return last[b.length] ?? Number.POSITIVE_INFINITY
}
