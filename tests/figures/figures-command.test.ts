import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import { FigureRefused } from '#app/figures/figure.ts'
import { FIGURES_HELP, parseFiguresCommand, printFigures, UsageError } from '#app/figures/figures-command.ts'
import { METRIC_IDS } from '#app/metrics/catalog.ts'
import { type CoreRows, serveFixture } from '#tests/warehouse/fixture.ts'
import { randomCore } from '#tests/warehouse/random-core.ts'

const CORE = { ...randomCore(51, 300), account: [{ account: 'a1', name: 'Compte 1', provider: 'P1' }] }

async function run(args: readonly string[], core: CoreRows = CORE): Promise<string> {
  const command = parseFiguresCommand(args)
  if (command === null) return FIGURES_HELP
  const warehouse = await serveFixture(core, { info: { firstMonth: '2025-06' } })
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

test('a filter on a value that no row holds is refused, with the values that look like it or how to list them', async () => {
  const cost = (filter: string) => run(['--metric', 'cost', '--filter', filter])
  await expect(cost('provider=nope')).rejects.toThrow(
    /^The data set « group » holds no provider « nope »: it holds [^.]*\bP1\b[^.]*\.$/,
  )
  await expect(
    run(['--metric', 'cost', '--filter', 'provider=P1', '--filter', 'provider=nope']),
  ).rejects.toThrow(FigureRefused)
  expect(await cost('provider=P1')).toContain('cost')
  expect(await cost('provider=unassigned')).toContain('cost')
})

test('of many values, the refused filter names the nearest and the way to list the others', async () => {
  const accounts = Array.from({ length: 12 }, (_, index) => `Équipe ${index + 1}`)
  const charges = accounts.map((account) => ({
    day: '2026-03-01',
    fact: 'billing',
    source: 's',
    account,
    currency: 'EUR',
    cost: '1',
    source_rows: 1,
  }))
  const cost = (account: string) =>
    run(['--metric', 'cost', '--filter', `account=${account}`], { activity_daily: charges })
  await expect(cost('equipe-12')).rejects.toThrow(
    /« equipe-12 »: the nearest are Équipe 1, Équipe 12, and --by account in place of the filter lists them\.$/,
  )
  await expect(cost('?')).rejects.toThrow(/« \? »: it holds 12 others, and --by account in place/)
})
