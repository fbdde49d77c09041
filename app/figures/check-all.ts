import { FigureRefused } from '#app/figures/figure.ts'

/** More wrong in one request is not worth the words. */
const MOST = 5

/** What every check gives; where some refuse, throws the first refusal with the others beside it. */
export function checkAll<const Made extends readonly unknown[]>(
  ...checks: { readonly [At in keyof Made]: () => Made[At] }
): Made {
  const refusals: FigureRefused[] = []
  const made: unknown[] = []
  for (const check of checks) {
    if (refusals.length >= MOST) break
    try {
      made.push(check())
    } catch (error) {
      if (!(error instanceof FigureRefused)) throw error
      refusals.push(error, ...error.others)
    }
  }
  const [first, ...others] = refusals
  if (first !== undefined) throw first.with(others.slice(0, MOST - 1))
  return made as unknown as Made
}
