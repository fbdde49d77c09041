declare const resolved: unique symbol

/**
 * Which rows a reader may see: the whole group, or a non-empty list of subsidiaries.
 * Branded, so that only `groupScope` and `subsidiaryScope` can make one: a scope that cannot be resolved denies.
 */
export type Scope = { readonly [resolved]: true } & (
  | { readonly kind: 'group' }
  | { readonly kind: 'subsidiaries'; readonly subsidiaries: readonly [string, ...string[]] }
)

/** The scope of a reader who sees every row, those of no subsidiary included. */
export function groupScope(): Scope {
  return { kind: 'group' } as Scope
}

/** The scope of a reader limited to some subsidiaries; null when the list is empty, which denies. */
export function subsidiaryScope(subsidiaries: readonly string[]): Scope | null {
  const ids = [...new Set(subsidiaries)].sort()
  return ids.length === 0 ? null : ({ kind: 'subsidiaries', subsidiaries: ids } as unknown as Scope)
}

/** A short text that tells two scopes apart, for cache keys and receipts. */
export function scopeKey(scope: Scope): string {
  return scope.kind === 'group' ? 'group' : `subsidiaries:${scope.subsidiaries.join(',')}`
}
