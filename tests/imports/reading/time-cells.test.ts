import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sqlText } from '#app/imports/reading/sql-text.ts'
import { readingDay, readingTime } from '#app/imports/reading/time-cells.ts'
import { openDuckDb, rowsOf } from '#tests/imports/reading/temporary-files.ts'

const PARIS = { zone: 'Europe/Paris' }

async function read(texts: readonly (string | null)[]) {
  const connection = await openDuckDb()
  const cells = [readingDay('cell', 'as-written'), readingDay('cell', PARIS), readingTime('cell', PARIS)]
  const selected = cells.map(({ value }) => `CAST(${value} AS VARCHAR)`)
  const bad = cells.map(({ isBad }) => isBad)
  const values = texts.map((text, index) => `(${index}, ${text === null ? 'NULL' : sqlText(text)})`)
  const rows = await rowsOf(
    connection,
    `SELECT ${[...selected, ...bad].join(', ')} FROM (VALUES ${values.join(', ')}) rows(i, cell) ORDER BY i`,
  )
  return rows.map(([written, day, time, ...isBad]) => ({
    written,
    day,
    time,
    isBad: [...new Set(isBad)].join(),
  }))
}

test('the provider’s day stays as written while activity moves to the reporting clock', async () => {
  const [row] = await read(['2024-12-31T23:30:00Z'])
  expect(row).toEqual({
    written: '2024-12-31',
    day: '2025-01-01',
    time: '2025-01-01 00:30:00',
    isBad: 'false',
  })
  const [west] = await read(['2025-01-01T01:00:00+09:00'])
  expect(west).toMatchObject({ written: '2025-01-01', day: '2024-12-31', time: '2024-12-31 17:00:00' })
})

test('every usual spelling of a timestamp is read', async () => {
  const spellings = [
    ...['2024-07-01 12:00:00Z', '2024-07-01T12:00Z', '2024-07-01 12:00:00 UTC', '2024-07-01T14:00:00+02:00'],
    ...[
      '2024-07-01T14:00:00+0200',
      '2024-07-01 14:00:00+02',
      '2024-07-01T06:30:00-05:30',
      ' 2024-07-01T14:00:00 ',
    ],
    ...['2024-07-01 12:00:00.000000000Z', '2024-07-01T14:00', '2024-07-01 12:00:00.0Z'],
  ]
  expect((await read(spellings)).map(({ time, isBad }) => [time, isBad])).toEqual(
    spellings.map(() => ['2024-07-01 14:00:00', 'false']),
  )
})

test('a date alone and a timestamp without a zone are already on the clock', async () => {
  const rows = await read(['2024-09-18', '2024-09-18 23:59:59', '2023-11-16 18:17:03.9799600'])
  expect(rows.map(({ day, time }) => [day, time])).toEqual([
    ['2024-09-18', '2024-09-18 00:00:00'],
    ['2024-09-18', '2024-09-18 23:59:59'],
    ['2023-11-16', '2023-11-16 18:17:03.97996'],
  ])
})

test('decimals past the microsecond are dropped, so that a second never becomes the next day', async () => {
  const rows = await read(['2024-09-18 23:59:59.9999999', '2024-09-18T21:59:59.999999999Z'])
  expect(rows.map(({ day, time }) => [day, time])).toEqual(
    Array(2).fill(['2024-09-18', '2024-09-18 23:59:59.999999']),
  )
})

test('the clock changes at the exact instants', async () => {
  const rows = await read([
    '2024-03-31T00:59:59Z',
    '2024-03-31T01:00:00Z',
    '2024-10-27T00:59:59Z',
    '2024-10-27T01:00:00Z',
    '2024-03-30T23:00:00Z',
    '2024-03-31T21:59:59Z',
    '2024-03-31T22:00:00Z',
    '2024-10-26T22:00:00Z',
    '2024-10-27T22:59:59Z',
    '2024-10-27T23:00:00Z',
  ])
  expect(rows.map(({ time }) => time)).toEqual([
    '2024-03-31 01:59:59',
    '2024-03-31 03:00:00',
    '2024-10-27 02:59:59',
    '2024-10-27 02:00:00',
    '2024-03-31 00:00:00',
    '2024-03-31 23:59:59',
    '2024-04-01 00:00:00',
    '2024-10-27 00:00:00',
    '2024-10-27 23:59:59',
    '2024-10-28 00:00:00',
  ])
})

test('any instant falls on the day that Intl gives for Europe/Paris', async () => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  const instants = fc.array(
    fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2037-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    { minLength: 400, maxLength: 400 },
  )
  await fc.assert(
    fc.asyncProperty(instants, fc.integer({ min: -840, max: 840 }), async (dates, offset) => {
      const sign = offset < 0 ? '-' : '+'
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
      const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
      const texts = dates.map((date) =>
        new Date(date.getTime() + offset * 60_000).toISOString().replace('Z', zone),
      )
      const seen = (await read(texts)).map(({ day, time }) => [day, time?.slice(0, 19)])
      expect(seen).toEqual(dates.map((date) => [format.format(date).slice(0, 10), format.format(date)]))
    }),
    { numRuns: 5 },
  )
})

test('impossible and foreign dates are bad, missing ones are not', async () => {
  const wrong = [
    ...[
      '2024-02-30',
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '2024-06-31T10:00:00Z',
      '09/01/2024',
    ],
    ...[
      '2024-1-2',
      '20240102',
      '2024-01-01 24:00:00',
      '2024-01-01 10:60:00',
      '2024-01-01 10:00:60',
      'now',
      'infinity',
    ],
    ...[
      'epoch',
      '0024-01-01',
      '2024-01-01T',
      '2024-01-01T10',
      '2024-01-01T10:00:00+25:00',
      '2024-01-01 10:00:00 CET',
    ],
    ...[
      '2024-01-01T10:00:00.1234567890Z',
      '2024-01-01Z',
      '1704067200',
      '2024-01-01 (BC)',
      '2024-01-01T10:00:00,5Z',
    ],
  ]
  expect((await read(wrong)).map((row, index) => [wrong[index], row])).toEqual(
    wrong.map((text) => [text, { written: null, day: null, time: null, isBad: 'true' }]),
  )
  expect(await read([null, '', 'NULL'])).toEqual(
    Array(3).fill({ written: null, day: null, time: null, isBad: 'false' }),
  )
})
