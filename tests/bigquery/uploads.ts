import { randomUUID } from 'node:crypto'
import type { JobRequest, JobStarter } from './job-methods.ts'
import type { Call, Route, WireAnswer } from './messages.ts'
import { invalid, notFound } from './wire-error.ts'

const PATH = '/upload/bigquery/v2/projects/{project}/jobs'

/** Chunks but the last are multiples of this. */
const CHUNK_UNIT = 256 * 1024

type Upload = { readonly request: JobRequest; received: Buffer; answer: Promise<WireAnswer> | null }

/** jobs.insert with a file: in one request (multipart), or in chunks that survive a lost connection (resumable). */
export function uploadRoutes(url: () => string, starter: JobStarter): readonly Route[] {
  const uploads = new Map<string, Upload>()
  return [
    {
      method: 'POST',
      path: PATH,
      handle(call) {
        const { query, path, body } = call.request
        if (query.uploadType === 'multipart') {
          const { request, file } = readMultipart(call)
          return starter.start(call.part('project'), request, file, call.faults)
        }
        if (query.uploadType !== 'resumable') throw invalid('uploadType must be multipart or resumable')
        const id = randomUUID()
        uploads.set(id, { request: body as JobRequest, received: Buffer.alloc(0), answer: null })
        return { status: 200, headers: { location: `${url()}${path}?uploadType=resumable&upload_id=${id}` } }
      },
    },
    {
      method: 'PUT',
      path: PATH,
      handle(call) {
        const upload = uploads.get(call.request.query.upload_id ?? '')
        if (upload === undefined) throw notFound('Upload session')
        if (upload.answer === null && isWholeWith(upload, call))
          upload.answer = starter.start(call.part('project'), upload.request, upload.received, call.faults)
        return upload.answer ?? incomplete(upload)
      },
    },
  ]
}

/** Keeps what a chunk brings that is not there yet; whether the file is whole now. */
function isWholeWith(upload: Upload, { request, bytes }: Call): boolean {
  const range = request.headers['content-range']
  const had = upload.received.length
  const [, first, last, total] = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(range ?? '') ?? []
  if (range === undefined) {
    upload.received = bytes
    return true
  }
  if (total === undefined) throw invalid(`Invalid Content-Range: ${range}`)
  if (first !== undefined) {
    const isLast = String(Number(last) + 1) === total
    if (Number(last) - Number(first) + 1 !== bytes.length || Number(first) > had)
      throw invalid(`Invalid Content-Range: ${range}, after ${had} bytes, with ${bytes.length}`)
    if (!isLast && bytes.length % CHUNK_UNIT !== 0)
      throw invalid(`A chunk of ${bytes.length} bytes is no multiple of ${CHUNK_UNIT}`)
    upload.received = Buffer.concat([upload.received, bytes.subarray(had - Number(first))])
  }
  return String(upload.received.length) === total
}

function incomplete({ received }: Upload): WireAnswer {
  if (received.length === 0) return { status: 308 }
  return { status: 308, headers: { range: `bytes=0-${received.length - 1}` } }
}

/** The two parts of a multipart body: the job as JSON, then the file. */
function readMultipart({ request, bytes }: Call): { readonly request: JobRequest; readonly file: Buffer } {
  const [, boundary] = /boundary="?([^";]+)"?/.exec(request.headers['content-type'] ?? '') ?? []
  if (boundary === undefined) throw invalid('A multipart body needs a boundary')
  const [job, file] = parts(bytes, `--${boundary}`)
  if (job === undefined || file === undefined) throw invalid('A multipart body has two parts')
  return { request: JSON.parse(job.toString('utf8')), file }
}

function parts(bytes: Buffer, delimiter: string): readonly Buffer[] {
  const found: Buffer[] = []
  let start = bytes.indexOf(delimiter)
  for (;;) {
    const end = bytes.indexOf(`\r\n${delimiter}`, start)
    if (start < 0 || end < 0) return found
    const part = bytes.subarray(start, end)
    found.push(part.subarray(part.indexOf('\r\n\r\n') + 4))
    start = end + 2
  }
}
