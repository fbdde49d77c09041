import type { Scope } from '#app/access/scope.ts'
import type { MissionFile } from '#app/server/mission-file.ts'
import type { Warehouse } from '#app/warehouse/warehouse.ts'

/** Who reads: resolved before any loader runs, never from the URL. */
export type Viewer = { readonly identity: 'demo' | 'local'; readonly scope: Scope }

/** What the server resolved for one request; every loader receives the same object. */
export type RequestContext = {
  readonly viewer: Viewer
  /** One version of the data, pinned for this document and released by the server: loaders never release it. */
  readonly warehouse: Warehouse
  /** What the group promised, beside the data that judge it. */
  readonly mission: MissionFile
  /** Addresses of the deferred scripts that improve a page: hashed in production, Vite's own in development. */
  readonly pageScripts: readonly string[]
  /** How long a page waits for its panels, in milliseconds; null for as long as they take. */
  readonly pageDeadlineMs: number | null
  /** Shown on error pages, and found beside the details in the log. */
  readonly requestId: string
  /**
   * A page's loader calls this once every panel of its page is ready, and only then: nothing else lets a document
   * enter the document cache. A page that answers a late, stale or failed panel leaves it out.
   */
  readonly declareWhole: () => void
  /** Keeps the details of an error in the log, under the request's id. */
  readonly reportError: (error: unknown) => void
}

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
}
