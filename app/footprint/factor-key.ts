/** What an uncertainty rests on; every row that shares a key shares its error. */
export type FactorKey =
  | { readonly kind: 'grid'; readonly subject: string; readonly year: string }
  | { readonly kind: 'pue'; readonly subject: string; readonly region: string }
  | { readonly kind: 'accelerator'; readonly subject: string }
  | { readonly kind: 'model'; readonly subject: string }
  | { readonly kind: 'method'; readonly subject: string }

/** Subject of the accelerator key of estimates on the reference one. */
export const UNKNOWN_ACCELERATOR = 'reference'

/** The spelling of a key in `factor_key`: grid:fr:2025, pue:google:europe-west9, model:ID, method:tokens. */
export function factorKeyText(key: FactorKey): string {
  switch (key.kind) {
    case 'grid':
      return `grid:${key.subject}:${key.year}`
    case 'pue':
      return `pue:${key.subject}:${key.region}`
    case 'accelerator':
    case 'model':
    case 'method':
      return `${key.kind}:${key.subject}`
  }
}

/**
 * What a key of `factor_key` is about, for pages to name it. `subject`: the grid's zone, the provider or hosting,
 * the accelerator, the model (whose id may hold colons) or the method. Throws RangeError for another spelling.
 */
export function describeFactorKey(key: string): FactorKey {
  const match =
    /^(?<kind>grid):(?<subject>.+):(?<last>\d{4})$/.exec(key) ??
    /^(?<kind>pue):(?<subject>[^:]+):(?<last>.+)$/.exec(key) ??
    /^(?<kind>accelerator|model|method):(?<subject>.+)$/.exec(key)
  const { kind, subject = '', last = '' } = match?.groups ?? {}
  switch (kind) {
    case 'grid':
      return { kind, subject, year: last }
    case 'pue':
      return { kind, subject, region: last }
    case 'accelerator':
    case 'model':
    case 'method':
      return { kind, subject }
    default:
      throw new RangeError(`« ${key} » is not a factor key such as grid:fr:2025 or model:ID`)
  }
}
