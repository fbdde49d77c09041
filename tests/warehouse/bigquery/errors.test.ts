import { expect, test } from 'vitest'
import { BigQueryApiError, errorOf, isPassing, toWarehouseError } from '#app/warehouse/bigquery/api-error.ts'

/** The port's error for an answer of BigQuery. */
function portError(status: number, body: unknown) {
  const told = errorOf(body)
  const error = new BigQueryApiError(told?.message ?? `HTTP ${status}.`, {
    status,
    reason: told?.reason ?? '',
  })
  return {
    ...toWarehouseError('s', error),
    message: toWarehouseError('s', error).message,
    passing: isPassing(error),
  }
}

const denied = (message: string) => ({ error: { message, errors: [{ reason: 'accessDenied' }] } })

test('a refusal names the role that is missing and where it is granted', () => {
  for (const [message, remedy] of [
    [
      'Access Denied: Project p: User does not have bigquery.jobs.create permission in project p.',
      /roles\/bigquery\.jobUser on the project/,
    ],
    [
      'Access Denied: Table p:d.t: Permission bigquery.tables.getData denied on table p:d.t (or it may not exist).',
      /roles\/bigquery\.dataViewer on the data set/,
    ],
    [
      'Access Denied: Dataset p:d: Permission bigquery.datasets.get denied on dataset p:d (or it may not exist).',
      /roles\/bigquery\.dataViewer on the data set/,
    ],
    [
      'Access Denied: Table p:d.t: Permission bigquery.tables.updateData denied on table p:d.t (or it may not exist).',
      /roles\/bigquery\.dataEditor on the data set/,
    ],
    [
      'Access Denied: Dataset p:d: Permission bigquery.tables.create denied on dataset p:d (or it may not exist).',
      /roles\/bigquery\.dataEditor on the data set/,
    ],
    [
      'Access Denied: Project p: User does not have bigquery.datasets.create permission in project p.',
      /roles\/bigquery\.user on the project/,
    ],
    [
      'Access Denied: Table p:d.t: User does not have permission to query table p:d.t, or perhaps it does not exist.',
      /roles\/bigquery\.dataViewer/,
    ],
  ] as const) {
    const error = portError(403, denied(message))
    expect(error).toMatchObject({ kind: 'denied', passing: false })
    expect(error.message).toMatch(remedy)
    expect(error.message).toContain(message)
  }
})

test('an answer that names its failure in `status` alone is understood like the others', () => {
  const said = (status: number, word: string) => portError(status, { error: { message: 'm', status: word } })
  expect(said(503, 'UNAVAILABLE')).toMatchObject({ kind: 'unavailable', passing: true })
  expect(said(500, 'INTERNAL')).toMatchObject({ kind: 'unavailable', passing: true })
  expect(said(429, 'RESOURCE_EXHAUSTED')).toMatchObject({ kind: 'unavailable', passing: true })
  expect(said(403, 'PERMISSION_DENIED')).toMatchObject({ kind: 'denied', passing: false })
  expect(said(401, 'UNAUTHENTICATED')).toMatchObject({ kind: 'denied', passing: false })
  expect(said(404, 'NOT_FOUND')).toMatchObject({ kind: 'missing-table', passing: false })
  expect(said(400, 'INVALID_ARGUMENT')).toMatchObject({ kind: 'bad-statement', passing: false })
})

test('a refusal in words that nobody knows is still a refusal, and a failure still an outage', () => {
  const said = (status: number, reason: string) =>
    portError(status, { error: { message: 'm', errors: [{ reason }] } })
  expect(said(403, 'forbidden')).toMatchObject({ kind: 'denied', passing: false })
  expect(said(403, 'rateLimitExceeded')).toMatchObject({ kind: 'unavailable', passing: true })
  expect(said(403, 'responseTooLarge')).toMatchObject({ kind: 'too-expensive', passing: false })
  expect(said(403, 'accessNotConfigured').message).toMatch(/gcloud services enable/)
  expect(portError(403, '<html>')).toMatchObject({ kind: 'denied', passing: false })
  expect(portError(502, null)).toMatchObject({ kind: 'unavailable', passing: true })
  expect(portError(429, null)).toMatchObject({ kind: 'unavailable', passing: true })
  expect(said(500, 'bytesBilledLimitExceeded')).toMatchObject({ kind: 'too-expensive', passing: false })
})

test('a body that is no error of BigQuery’s is not read as one', () => {
  for (const body of [null, undefined, 'text', [], {}, { error: 'text' }, { error: null }, 3])
    expect(errorOf(body)).toBe(null)
  expect(errorOf({ error: {} })).toEqual({ message: 'no message', reason: '' })
  expect(errorOf({ error: { errors: 'many', message: 3 } })).toEqual({ message: 'no message', reason: '' })
})
