import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { FIGURES_HELP, parseFiguresCommand, printFigures, UsageError } from '#app/figures/figures-command.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

async function run(args: readonly string[]): Promise<string> {
  const command = parseFiguresCommand(args)
  if (command === null) return FIGURES_HELP
  const warehouse = await serveFixture(
    { ...randomCore(51, 300), account: [{ account: 'a1', name: 'Compte 1', provider: 'P1' }] },
    { info: { firstMonth: '2025-06' } },
  )
  try {
    return await printFigures(command, warehouse, groupScope())
  } finally {
    warehouse.release()
  }
}

test('JSON is an array of figures, with the name of an account beside its id', async () => {
  const figures = JSON.parse(
    await run([
      '--metric',
      'cost,requests',
      '--by',
      'account',
      '--from',
      '2026-Q1',
      '--to',
      '2026-Q2',
      '--json',
    ]),
  )
  expect(figures[0]).toMatchObject({
    metric: 'cost',
    by: { account: 'a1', account_name: 'Compte 1' },
    period: '2026-Q1..2026-Q2',
  })
  expect(figures.map(({ by }: { by: object }) => by)).toContainEqual({ account: 'a2', account_name: 'a2' })
})

test('without a period, figures are of all the months', async () => {
  const [figure] = JSON.parse(await run(['--metric', 'requests', '--json']))
  expect(figure.period).toBe('2025-06..2026-11')
})

test('filters, elapsed days and CSV are understood', async () => {
  const csv = await run([
    '--metric=cost',
    '--period=2025-Q4~47d',
    '--filter',
    'provider=P1',
    '--filter',
    'provider=P2',
    '--csv',
  ])
  expect(csv.split('\r\n')[0]).toMatch(/^metric,period,/)
  expect(csv).toContain('2025-Q4~47d')
})

test('what cannot be understood is a usage error that says what to write', () => {
  const wrong =
    (...args: string[]) =>
    () =>
      parseFiguresCommand(args)
  expect(wrong()).toThrow(/--metric is missing/)
  expect(wrong('--metrics', 'cost')).toThrow(UsageError)
  expect(wrong('--metric', 'cost', '--filter', 'provider')).toThrow(/DIMENSION=VALUE/)
  expect(wrong('--metric', 'cost', '--period', '2026', '--from', '2025')).toThrow(/leave --from and --to out/)
  expect(wrong('--metric', 'cost', '--json', '--csv')).toThrow(/exclude each other/)
  expect(wrong('--metric', 'cost', '--dataset', 'other')).toThrow(/demo or group/)
})

test('help names every metric', async () => {
  const help = await run(['--help'])
  for (const id of METRIC_IDS) expect(help).toContain(id)
})

test('an unknown metric, dimension or month is refused in one sentence', async () => {
  await expect(run(['--metric', 'water'])).rejects.toThrow(/There is no metric « water »/)
  await expect(run(['--metric', 'cost', '--by', 'phase'])).rejects.toThrow(/not known by phase/)
  await expect(run(['--metric', 'cost', '--from', '2026-14'])).rejects.toThrow(/months are 01 to 12/)
})
