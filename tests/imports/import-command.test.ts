import { expect, test } from 'vitest'
import { parseImportCommand } from '#app/imports/import-command.ts'
import { ImportUsage } from '#app/imports/import-usage.ts'

test('the command line of the manual is understood', () => {
  expect(
    parseImportCommand([
      'a.csv',
      'b.csv',
      '--format',
      'llm-requests',
      '--map',
      'm.json',
      '--replace',
      '--json',
    ]),
  ).toEqual({
    files: ['a.csv', 'b.csv'],
    format: 'llm-requests',
    mapFile: 'm.json',
    overlap: 'replace',
    origin: null,
    dataDir: null,
    dryRun: false,
    json: true,
  })
  expect(parseImportCommand(['--help'])).toBeNull()
})

test('a table is named by its project, data set and name, with what bounds its reading', () => {
  const args = [
    '--from',
    'bigquery:my-billing.exports.gcp_billing_export_v1_01-AB',
    '--format',
    'gcp-billing',
  ]
  const more = ['--since', '2026-01', '--max-bytes', '1000', '--location', 'EU', '--dry-run']
  expect(parseImportCommand([...args, ...more])).toEqual({
    from: { project: 'my-billing', dataset: 'exports', table: 'gcp_billing_export_v1_01-AB' },
    format: 'gcp-billing',
    since: '2026-01',
    maxBytes: 1000,
    location: 'EU',
    mapFile: null,
    overlap: 'refuse',
    dataDir: null,
    dryRun: true,
    json: false,
  })
  expect(parseImportCommand(args)).toMatchObject({ since: null, maxBytes: 64 * 1024 ** 3, location: null })
  const partner = parseImportCommand(['--from', 'bigquery:s3ns:my-billing.a.b', '--format', 'focus'])
  expect(partner).toMatchObject({ from: { project: 's3ns:my-billing', dataset: 'a', table: 'b' } })
})

test.each([
  ['2024-01-31', '2024-01-31T00:00:00'],
  ['2024-01-31 08:30', '2024-01-31T08:30:00'],
  ['2024-01-31T08:30:15.250Z', '2024-01-31T08:30:15.250Z'],
  ['2024-01-31T08:30:00+02:00', '2024-01-31T08:30:00+02:00'],
])('--origin %s is %s', (text, moment) => {
  const command = parseImportCommand(['a', '--format', 'llm-requests', '--origin', text])
  expect(command).toMatchObject({ origin: moment })
})

test.each([
  [['--format', 'focus'], /No file/],
  [['a.csv'], /--format is missing: focus or llm-requests/],
  [['a.csv', '--format', 'gcp'], /gcp is unknown/],
  [['a.csv', '--format', 'focus', '--append', '--replace'], /exclude each other/],
  [['a.csv', '--format', 'focus', '--origin', '2024-01-01'], /means nothing for focus/],
  [['a.csv', '--format', 'llm-requests', '--origin', '2024-02-30'], /not a moment/],
  [['a.csv', '--format', 'llm-requests', '--origin', 'yesterday'], /not a moment/],
  [['a.csv', '--format', 'focus', '--colour'], /--colour/],
  [['--from', 'exports.bill', '--format', 'focus'], /bigquery:PROJECT\.DATASET\.TABLE/],
  [
    ['--from', 'bigquery:my-billing.a.b', '--format', 'llm-requests'],
    /not one of tables: gcp-billing or focus/,
  ],
  [['--from', 'bigquery:my-billing.a.b'], /--format is missing: gcp-billing or focus/],
  [['--from', 'bigquery:my-billing.a.b', '--format', 'focus', '--since', 'May'], /no month/],
  [['--from', 'bigquery:my-billing.a.b', '--format', 'focus', '--max-bytes', '1G'], /no number of bytes/],
  [['--from', 'bigquery:my-billing.a.b', '--format', 'focus', '--location', 'in Europe'], /no place/],
  [['--from', 'bigquery:my-billing.a.b', '--format', 'focus', 'a.csv'], /leave one out/],
  [['a.csv', '--format', 'focus', '--since', '2026-01'], /--since needs --from/],
])('%s is refused with what to write', (args, message) => {
  expect(() => parseImportCommand(args)).toThrow(ImportUsage)
  expect(() => parseImportCommand(args)).toThrow(message)
})
