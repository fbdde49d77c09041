import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import type { Handler } from 'express'
import { type Encoding, pickEncoding } from '#app/server/encoding.ts'
import { DRAWING_POLICY } from '#app/server/security-headers.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}

const IMMUTABLE = 'public, max-age=31536000, immutable'
const ONE_HOUR = 'public, max-age=3600'

type StaticFile = {
  readonly type: string
  readonly immutable: boolean
  readonly content: Buffer
  readonly br: Buffer | null
  readonly gzip: Buffer | null
}

/** Address → file, held in memory: a build made while this server runs never takes its files away. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

function readIfThere(file: string): Buffer | null {
  return existsSync(file) ? readFileSync(file) : null
}

/** Reads a client build and the compressed copies beside its files. */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const address = `/${relative(folder, file).replaceAll('\\', '/')}`
    files.set(address, {
      type,
      // The build puts a hash of the content in the name of everything under assets/.
      immutable: address.startsWith('/assets/'),
      content: readFileSync(file),
      br: readIfThere(`${file}.br`),
      gzip: readIfThere(`${file}.gz`),
    })
  }
  return files
}

function encodingsOf({ br, gzip }: StaticFile): Encoding[] {
  return [...(br === null ? [] : ['br' as const]), ...(gzip === null ? [] : ['gzip' as const])]
}

function contentIn(file: StaticFile, encoding: Encoding): Buffer {
  if (encoding === 'identity') return file.content
  return file[encoding] ?? file.content
}

/** Serves those files in the best encoding that the browser accepts, and passes on every other address. */
export function serveStatic(files: StaticFiles): Handler {
  return (request, response, next) => {
    const file = files.get(request.path)
    if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    const encoding = pickEncoding(request.headers['accept-encoding'], encodingsOf(file))
    const content = contentIn(file, encoding)
    response.setHeader('Content-Type', file.type)
    response.setHeader('Cache-Control', file.immutable ? IMMUTABLE : ONE_HOUR)
    if (file.br !== null) response.setHeader('Vary', 'Accept-Encoding')
    if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding)
    if (file.type.startsWith('image/svg')) response.setHeader('Content-Security-Policy', DRAWING_POLICY)
    response.setHeader('Content-Length', content.length)
    response.end(request.method === 'HEAD' ? undefined : content)
  }
}
