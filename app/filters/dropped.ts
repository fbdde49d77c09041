import { nearestCalled } from '#app/filters/nearest-name.ts'

/** What an address asked for and its page could not follow; what a reader typed is never in it. */
export type Dropped =
  | { readonly kind: 'quarter' }
  /** More than one quarter, of which a page shows the first. */
  | { readonly kind: 'quarters' }
  /** A filter that exists and that the page does not follow. */
  | { readonly kind: 'filter'; readonly dimension: string }
  /** A filter that the page follows, on a value that the data do not hold; the nearest that they do. */
  | { readonly kind: 'value'; readonly dimension: string; readonly near: string | null }
  /** A filter that does not exist; the dimension that it comes near to. */
  | { readonly kind: 'unknown'; readonly near: string | null }
  /** A parameter that does not exist; the one that it comes near to. */
  | { readonly kind: 'parameter'; readonly near: string }

type Called = readonly (readonly [called: string, name: string])[]

/** What a page knows, and what is told against it. */
export type Known = {
  /** Dimensions that filters exist of, followed by some page or by none. */
  readonly existing: readonly string[]
  /** What those that some page is limited by may be called, each with its id. */
  readonly dimensions: Called
  /** Those that the figures of this page follow. */
  readonly limits: readonly string[]
  /** What its parameters may be called, each with the name that it has. */
  readonly parameters: Called
  readonly knows: (dimension: string, value: string) => boolean
  readonly nearest: (dimension: string, value: string) => string | null
}

type Asked = {
  /** What an address already tells of the one that led to it. */
  readonly told: readonly string[]
  /** Quarters that the data do not hold, or more than one that they do. */
  readonly quarters: readonly ('quarter' | 'quarters')[]
  /** The filters that the page did not take. */
  readonly filters: readonly (readonly [dimension: string, value: string])[]
  /** Names of parameters that are neither its own nor filters. */
  readonly strangers: readonly string[]
}

/** What is told of an address, as its redirection spells it: `quarter`, `service`, `value.model.m1`, `parameter.quarter`. */
export function droppedNames({ told, quarters, filters, strangers }: Asked, known: Known): readonly string[] {
  // One a dimension: a link could otherwise tell of every value there is.
  const found = new Map<string, string>()
  const tell = (dropped: Dropped) => found.set(keyOf(dropped), nameOf(dropped))
  for (const name of told) {
    const dropped = parseDropped(name)
    if (dropped !== null && nameOf(dropped) === name && isTellable(dropped, known)) tell(dropped)
  }
  for (const kind of quarters) tell({ kind })
  const searched = new Set<string>()
  for (const [dimension, value] of filters) {
    if (!known.existing.includes(dimension))
      tell({ kind: 'unknown', near: nearestCalled(dimension, known.dimensions) })
    else if (!known.limits.includes(dimension)) tell({ kind: 'filter', dimension })
    else if (!searched.has(dimension))
      tell({ kind: 'value', dimension, near: known.nearest(dimension, value) })
    searched.add(dimension)
  }
  for (const name of strangers) {
    const near = nearestCalled(name, known.parameters)
    // What comes near to nothing is for others: a campaign, a mail program.
    if (near !== null) tell({ kind: 'parameter', near })
  }
  return [...found.values()].sort()
}

/** Reads one name; null where it is none. */
export function parseDropped(name: string): Dropped | null {
  const [kind = '', first, ...rest] = name.split('.')
  const others = rest.join('.')
  switch (kind) {
    case 'quarter':
    case 'quarters':
      return { kind }
    case 'unknown':
      return { kind, near: first ?? null }
    case 'parameter':
      return first === undefined ? null : { kind, near: name.slice(kind.length + 1) }
    case 'value':
      return first === undefined
        ? null
        : { kind, dimension: first, near: others === '' ? null : decoded(others) }
    default:
      return { kind: 'filter', dimension: name }
  }
}

function nameOf(dropped: Dropped): string {
  switch (dropped.kind) {
    case 'quarter':
    case 'quarters':
      return dropped.kind
    case 'filter':
      return dropped.dimension
    case 'value': {
      const { kind, dimension, near } = dropped
      return [kind, dimension, ...(near === null ? [] : [encodeURIComponent(near)])].join('.')
    }
    default:
      return dropped.near === null ? dropped.kind : `${dropped.kind}.${dropped.near}`
  }
}

const keyOf = (dropped: Dropped) =>
  dropped.kind === 'value' ? `value.${dropped.dimension}` : nameOf(dropped)

function isTellable(dropped: Dropped, known: Known): boolean {
  switch (dropped.kind) {
    case 'quarter':
    case 'quarters':
      return true
    case 'filter':
      return known.existing.includes(dropped.dimension)
    case 'unknown':
      return dropped.near === null || isNameIn(known.dimensions, dropped.near)
    case 'parameter':
      return isNameIn(known.parameters, dropped.near)
    case 'value': {
      const { dimension, near } = dropped
      return known.limits.includes(dimension) && (near === null || known.knows(dimension, near))
    }
  }
}

const isNameIn = (all: Called, asked: string) => all.some(([, name]) => name === asked)

/** What is no encoded text is no value either. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
