import type { Route, WireRequest } from './messages.ts'
import { WireError } from './wire-error.ts'

/** The route of a request, and how it reads the parts of the path. Throws 404 for a method that is not served. */
export function findRoute(
  routes: readonly Route[],
  { method, path }: WireRequest,
): { readonly route: Route; readonly part: (name: string) => string } {
  for (const route of routes) {
    if (route.method !== method) continue
    const pattern = route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')
    const found = new RegExp(`^${pattern}$`).exec(path)
    if (found !== null) return { route, part: (name) => decodeURIComponent(found.groups?.[name] ?? '') }
  }
  throw new WireError(404, 'notFound', `The wire server does not serve ${method} ${path}`)
}
