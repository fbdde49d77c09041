import type { RequestHandler } from '@remix-run/node'
import type { Request as NodeRequest, Response as NodeResponse } from 'express'
import type { Scope } from '#app/access/scope.ts'
import { loadFactorKeys } from '#app/figures/load-factor-keys.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import type { DocumentCache } from '#app/server/document-cache.ts'
import { documentKey, isPrefetch, pageOf, rememberLanguage } from '#app/server/document-request.ts'
import type { Viewer } from '#app/server/load-context.ts'
import type { MissionFile, MissionFiles } from '#app/server/mission-file.ts'
import { refuse, requestIdOf } from '#app/server/refuse.ts'
import type { Log } from '#app/server/request-log.ts'
import {
  drawnDocument,
  isHtml,
  keptDocument,
  type PageDocument,
  sendDocument,
  sendResponse,
} from '#app/server/send.ts'
import { webRequest } from '#app/server/web-request.ts'
import { type Warehouse, type WarehouseDoor, WarehouseError } from '#app/warehouse/warehouse.ts'

export type DocumentServer = {
  readonly handler: RequestHandler
  readonly door: WarehouseDoor
  readonly viewer: Viewer
  readonly missions: MissionFiles
  /** Null in development, or when switched off. */
  readonly cache: DocumentCache | null
  readonly pageScripts: readonly string[]
  readonly pageDeadlineMs: number | null
  readonly log: Log
}

/** A document that may answer other readers of the same key: nothing in it is of one request only, a nonce least of all. */
function isShareable(response: Response): boolean {
  const own = response.headers.has('Set-Cookie') || response.headers.has('Content-Security-Policy')
  return response.status === 200 && isHtml(response) && !own
}

/** Serves every page and file that Remix's routes make, each over one pinned version of the data. */
export function serveDocuments(server: DocumentServer) {
  const { cache, door, handler, log, missions, pageScripts, pageDeadlineMs, viewer } = server
  const beingMade = new Map<string, Promise<PageDocument | Response>>()
  const read = recentlyRead()
  door.warmWith?.(async (next) => {
    await loadWhatAllPagesNeed(next, viewer.scope)
    const mission = await missions(next.dataset)
    let made = 0
    let cause: unknown = null
    for (const address of read.addresses()) {
      let failed: unknown = null
      const response = await handler(new Request(new URL(address, 'http://warm-up.invalid')), {
        viewer,
        warehouse: next,
        mission,
        pageScripts,
        // Nobody waits for it.
        pageDeadlineMs: null,
        requestId: 'warm-up',
        declareWhole: () => undefined,
        reportError: (error) => {
          if (error instanceof WarehouseError && OUT.includes(error.kind)) failed = error
        },
      })
      await response.arrayBuffer()
      if (failed === null) made += 1
      else cause = failed
    }
    // A version of which no page can be made is not served yet; one page that is slow keeps nobody waiting.
    if (made === 0 && cause !== null) throw cause
  })

  async function make(
    request: NodeRequest,
    requestId: string,
    warehouse: Warehouse,
    mission: MissionFile,
    key: string,
  ): Promise<PageDocument | Response> {
    let whole = false
    let out: WarehouseError | null = null
    const asked = await webRequest(request)
    const answer = async (over: Warehouse) =>
      await handler(asked.clone(), {
        viewer,
        warehouse: over,
        mission,
        pageScripts,
        pageDeadlineMs,
        requestId,
        declareWhole: () => {
          whole = true
        },
        reportError: (error) => {
          if (error instanceof WarehouseError && OUT.includes(error.kind)) out = error
          log.error(requestId, error)
        },
      })
    let response = await answer(warehouse)
    const older = whole || !isHtml(response) ? null : ((await warehouse.lastGood?.()) ?? null)
    if (older !== null) response = await answer(older)
    // A page shows what it has; a file that lacks figures would be read as if there were none.
    if (out !== null && (response.status === 500 || !isHtml(response)))
      return new Response(null, { status: 503 })
    if (!isShareable(response)) return response
    const document = await drawnDocument(response)
    if (whole) read.note(request.originalUrl)
    if (whole && older === null && cache !== null)
      cache.set(key, { brotli: await document.in('br'), headers: document.headers })
    return document
  }

  /** Readers who ask for one document at the same moment have it made once; an answer that is one reader's own is not shared. */
  async function makeOrJoin(
    request: NodeRequest,
    requestId: string,
    warehouse: Warehouse,
    mission: MissionFile,
    key: string,
  ): Promise<PageDocument | Response> {
    if (cache === null || request.method === 'POST') return make(request, requestId, warehouse, mission, key)
    const joined = await beingMade.get(key)?.catch(() => null) // its own reader is told of the failure
    if (joined !== undefined && joined !== null && !(joined instanceof Response)) return joined
    if (beingMade.has(key)) return make(request, requestId, warehouse, mission, key)
    const making = make(request, requestId, warehouse, mission, key).finally(() => beingMade.delete(key))
    beingMade.set(key, making)
    return making
  }

  if (door.warmWith !== undefined)
    door
      .pin('start')
      .then((warehouse) => loadWhatAllPagesNeed(warehouse, viewer.scope))
      .catch((error: unknown) => log.error('start', error))

  return async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    const warehouse = await door.pin(pageOf(request.path))
    try {
      // Read one after the other, a page's own figures always go as the same statement, which is what answers are kept by.
      if (warehouse.keepsAnswers) await prepare(warehouse, viewer.scope)
      const mission = await missions(warehouse.dataset)
      // A page that says that the engine is out is not the page of other days.
      const state = warehouse.isOut ? `${mission.stamp} out` : mission.stamp
      const key = documentKey(request, viewer, warehouse.dataset, state)
      const kept = request.method === 'POST' ? null : (cache?.get(key) ?? null)
      response.locals.cache = kept === null ? 'miss' : 'hit'
      if (kept === null && isPrefetch(request)) return refuse(request, response, 503)
      const answer =
        kept === null
          ? await makeOrJoin(request, requestIdOf(response), warehouse, mission, key)
          : keptDocument(kept)
      if (answer instanceof Response) return await sendResponse(request, response, answer)
      rememberLanguage(request, response)
      await sendDocument(request, response, answer)
    } finally {
      warehouse.release()
    }
  }
}

/** Read before any page is asked for, so that a page waits for its own figures only. */
async function loadWhatAllPagesNeed(warehouse: Warehouse, scope: Scope): Promise<void> {
  await Promise.all([loadEntities(warehouse, scope), loadFactorKeys(warehouse, scope)])
}

/** The same for one document. What it joined and what then failed is asked once more by itself, so that it knows what it lacks. */
async function prepare(warehouse: Warehouse, scope: Scope): Promise<void> {
  await loadWhatAllPagesNeed(warehouse, scope)
    .catch(() => loadWhatAllPagesNeed(warehouse, scope))
    // The page's own loaders meet the same failure, and say so.
    .catch(() => undefined)
}

/** Kinds of failure that say nothing of the statement: the engine could not answer. */
const OUT: readonly WarehouseError['kind'][] = ['unavailable', 'timeout', 'quota', 'denied']

/** Addresses read lately, the oldest first: what a further version of the data is warmed with. */
function recentlyRead(most = 60) {
  const addresses = new Set<string>()
  return {
    note(address: string) {
      addresses.delete(address)
      addresses.add(address)
      const [oldest] = addresses
      if (addresses.size > most && oldest !== undefined) addresses.delete(oldest)
    },
    addresses: () => [...addresses],
  }
}
