import { randomUUID } from 'node:crypto'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type ErrorRequestHandler, type Express, type Handler } from 'express'
import type { Env } from '#app/env.server.ts'
import { createDocumentCache } from '#app/server/document-cache.ts'
import { guard } from '#app/server/guard.ts'
import { viewerOf } from '#app/server/identity.ts'
import type { Viewer } from '#app/server/load-context.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { createReadiness, type Readiness } from '#app/server/readiness.ts'
import { refuse, requestIdOf } from '#app/server/refuse.ts'
import { createLog, type Log } from '#app/server/request-log.ts'
import { SECURITY_HEADERS, STRICT_TRANSPORT } from '#app/server/security-headers.ts'
import { serveDocuments } from '#app/server/serve-documents.ts'
import { type StaticFiles, serveStatic } from '#app/server/static-files.ts'
import { BodyTooLarge } from '#app/server/web-request.ts'
import { type DatasetInfo, type WarehouseDoor, WarehouseError } from '#app/warehouse/warehouse.ts'

export type AppParts = {
  readonly env: Pick<Env, 'dataDir' | 'documentCache' | 'log' | 'mode' | 'pageDeadlineMs'>
  readonly door: WarehouseDoor
  readonly build: ServerBuild | (() => Promise<ServerBuild>)
  readonly identity: Viewer['identity']
  /** The data set served, which does not change while a server runs. */
  readonly dataset: DatasetInfo['name']
  /** The client build in memory; left out where Vite serves it. */
  readonly files?: StaticFiles
  readonly pageScripts?: readonly string[]
  readonly log?: Log
  /** Left out, one that nobody drains. */
  readonly readiness?: Readiness
}

/** The whole server but its socket: headers, refusals, files, pages. */
export function createApp(parts: AppParts): Express {
  const { env, door, build, identity } = parts
  const readiness = parts.readiness ?? createReadiness(env.dataDir)
  const log = parts.log ?? createLog(env.log)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.use(describeEveryAnswer(log, parts.dataset))
  app.use(guard(identity))
  app.get('/livez', (_, response) => {
    response.type('text').setHeader('Cache-Control', 'no-store')
    response.end('alive\n')
  })
  app.get('/readyz', (_, response, next) => {
    const answer = (problem: string | null) => {
      response.type('text').setHeader('Cache-Control', 'no-store')
      response.status(problem === null ? 200 : 503).end(`${problem ?? 'ready'}\n`)
    }
    readiness.check().then(answer, next)
  })
  app.use(serveStatic(parts.files ?? new Map()))
  app.use(compression())
  const serve = serveDocuments({
    handler: createRequestHandler(build, env.mode),
    door,
    viewer: viewerOf(identity),
    missions: missionFilesIn(env.dataDir),
    cache: env.documentCache && env.mode !== 'development' ? createDocumentCache() : null,
    pageScripts: parts.pageScripts ?? [],
    pageDeadlineMs: env.pageDeadlineMs,
    log,
  })
  app.use((request, response, next) => {
    serve(request, response).catch(next)
  })
  app.use(sayWhatFailed(log))
  return app
}

function describeEveryAnswer(log: Log, dataset: DatasetInfo['name']): Handler {
  return (request, response, next) => {
    const started = performance.now()
    const requestId = randomUUID()
    response.locals.requestId = requestId
    response.locals.demo = dataset === 'demo'
    response.setHeader('X-Request-Id', requestId)
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    if (request.secure) response.setHeader('Strict-Transport-Security', STRICT_TRANSPORT)
    response.on('close', () =>
      log.request({
        request: requestId,
        method: request.method,
        address: request.originalUrl,
        status: response.statusCode,
        milliseconds: Math.round((performance.now() - started) * 10) / 10,
        documentCache: response.locals.cache ?? null,
        agent: request.headers['user-agent'] ?? null,
      }),
    )
    next()
  }
}

function statusOf(error: unknown): number {
  if (error instanceof BodyTooLarge) return 413
  return error instanceof WarehouseError && error.kind === 'unavailable' ? 503 : 500
}

function sayWhatFailed(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    // A reader who leaves before the end of an answer is not a failure.
    if (response.destroyed || response.writableEnded) return
    const status = statusOf(error)
    if (status >= 500) log.error(requestIdOf(response), error)
    if (response.headersSent) response.destroy()
    else refuse(request, response, status)
  }
}
