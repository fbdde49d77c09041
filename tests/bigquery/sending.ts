import type { ServerResponse } from 'node:http'
import { type Fault, faultOf, spoiledBody } from './faults.ts'
import type { WireAnswer } from './messages.ts'
import { errorBody, WireError } from './wire-error.ts'

/** What the faults put in the place of an answer; null when the server answers itself, « silence » when nobody does. */
export function answerInstead(faults: readonly Fault[]): WireAnswer | 'silence' | null {
  if (faultOf(faults, 'silence')) return 'silence'
  if (faultOf(faults, 'empty-object')) return { status: 200, body: {} }
  if (faultOf(faults, 'html'))
    return {
      status: 502,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
      body: '<!DOCTYPE html><title>502 Bad Gateway</title>',
    }
  const error = faultOf(faults, 'error')
  if (error === undefined) return null
  const { status, reason, message = `Injected: ${reason}`, retryAfterSeconds } = error
  return {
    ...errorAnswer(new WireError(status, reason, message)),
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
  }
}

export function errorAnswer(error: WireError): WireAnswer {
  return { status: error.status, body: errorBody(error) }
}

/** Writes an answer as its faults leave it. */
export function send(response: ServerResponse, answer: WireAnswer, faults: readonly Fault[]): void {
  const { status, headers = {}, body } = answer
  const text =
    typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(spoiledBody(body, faults))
  const bytes = Buffer.from(faultOf(faults, 'malformed-json') ? text.slice(0, text.length / 2) : text)
  response.writeHead(status, {
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
    'content-length': bytes.length,
    ...headers,
  })
  if (faultOf(faults, 'reset-mid-body')) {
    response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.resetAndDestroy())
    return
  }
  response.end(bytes)
}
