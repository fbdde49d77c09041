import { expect, test } from 'vitest'
import { ImportUsage, parseImportCommand } from '#app/imports/import-command.ts'

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

test.each([
  ['2024-01-31', '2024-01-31T00:00:00'],
  ['2024-01-31 08:30', '2024-01-31T08:30:00'],
  ['2024-01-31T08:30:15.250Z', '2024-01-31T08:30:15.250Z'],
  ['2024-01-31T08:30:00+02:00', '2024-01-31T08:30:00+02:00'],
])('--origin %s is %s', (text, moment) => {
  expect(parseImportCommand(['a', '--format', 'llm-requests', '--origin', text])?.origin).toBe(moment)
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
])('%s is refused with what to write', (args, message) => {
  expect(() => parseImportCommand(args)).toThrow(ImportUsage)
  expect(() => parseImportCommand(args)).toThrow(message)
})
