// Starts Vigie as a reader would, imports a file and looks for its total on the page; made to run under any Node.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandLine } from './command-line.mjs'
import { ROOT } from './fresh-build.mjs'

const STARTS_WITHIN_MS = 120_000
const folder = mkdtempSync(join(tmpdir(), 'vigie-smoke-'))
const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', VIGIE_DATA_DIR: join(folder, 'data') }
const total = { passed: 0, failed: 0 }

const HEADER = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeDescription',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'ProviderName',
  'PublisherName',
  'RegionId',
  'ResourceId',
  'ServiceCategory',
  'ServiceName',
  'SkuId',
  'SubAccountId',
  'Tags',
]

/** Three months whose invoices make 123 456.78 euros for the quarter. */
const INVOICES = [
  ['2026-04-01', '2026-05-01', '40000.50'],
  ['2026-05-01', '2026-06-01', '41152.26'],
  ['2026-06-01', '2026-07-01', '42304.02'],
]
const TOTAL_ON_PAGE = /123[\s\u00a0\u202f]?456|123(,\d+)?[\s\u00a0\u202f]k€/

function focusFile() {
  const rows = INVOICES.map(([start, end, cost]) => {
    const [from, to] = [`${start}T00:00:00Z`, `${end}T00:00:00Z`]
    const [charge, place] = [
      ['Usage', 'Inference', to, from],
      ['eu-1', 'r-1', 'AI and Machine Learning', 'Models'],
    ]
    return [
      cost,
      'b-1',
      'Billing',
      'EUR',
      to,
      from,
      ...charge,
      cost,
      'Cloud',
      cost,
      'Cloud',
      'Cloud',
      ...place,
      's-1',
      'a-1',
      '',
    ]
  })
  return `${[HEADER, ...rows].map((row) => row.join(',')).join('\n')}\n`
}

async function check(name, work) {
  try {
    await work()
    total.passed += 1
    console.log(`ok      ${name}`)
  } catch (error) {
    total.failed += 1
    console.log(`FAILED  ${name}: ${error.message}`)
  }
}

function expect(holds, message) {
  if (!holds) throw new Error(message)
}

function start(args) {
  const [command = '', ...words] = args
  const line = commandLine(ROOT, command).map((word) =>
    word.startsWith('scripts/') ? join(ROOT, word) : word,
  )
  const child = spawn(process.execPath, [...line, ...words], { cwd: folder, env })
  const seen = { out: '', all: '' }
  child.stdout.on('data', (text) => {
    seen.out += text
    seen.all += text
  })
  child.stderr.on('data', (text) => {
    seen.all += text
  })
  return { child, seen, ended: new Promise((resolve) => child.on('close', (code) => resolve(code))) }
}

async function command(args) {
  const { seen, ended } = start(args)
  const code = await ended
  expect(code === 0, `"${args.join(' ')}" ended with code ${code}:\n${seen.all}`)
  return seen.out
}

/** Runs the server for as long as `visit` takes, then asks it to stop and expects that it does. */
async function withServer(visit) {
  const { child, seen, ended } = start(['server'])
  let code = null
  ended.then((value) => {
    code = value ?? 'none'
  })
  try {
    const until = Date.now() + STARTS_WITHIN_MS
    let address = null
    while (address === null) {
      expect(code === null, `the server ended with code ${code}:\n${seen.all}`)
      expect(Date.now() < until, `the server was not ready in ${STARTS_WITHIN_MS / 1000} s:\n${seen.all}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
      address = /http:\/\/\S+/.exec(seen.out)?.[0] ?? null
    }
    await visit(address)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
  // Windows ends a process at once, whatever it would have done.
  if (process.platform !== 'win32') expect(code === 0, `the server stopped with code ${code}:\n${seen.all}`)
}

async function page(address) {
  const response = await fetch(address)
  const text = await response.text()
  expect(response.status === 200, `${address} answered ${response.status}`)
  return text
}

console.log(`Node ${process.version}`)
await check('the demonstration is made', () => command(['demo', '--scale', 'tiny']))
await check('the server starts on the demonstration, shows it and stops when asked', () =>
  withServer(async (address) => {
    expect(
      (await page(`${address}/fr`)).includes('Données de démonstration'),
      '/fr does not say that it is a demonstration',
    )
    expect((await page(`${address}/en`)).includes('lang="en"'), '/en is not in English')
  }),
)
await check('a billing file is imported', async () => {
  const file = join(folder, 'focus.csv')
  writeFileSync(file, focusFile())
  await command(['import', file, '--format', 'focus'])
})
await check('the page shows the total of the file', () =>
  withServer(async (address) => {
    expect(
      TOTAL_ON_PAGE.test(await page(`${address}/fr`)),
      '/fr does not show 123 456,78 €, the total of the file imported',
    )
  }),
)

rmSync(folder, { recursive: true, force: true })
console.log(`\n${total.passed} passed, ${total.failed} failed, 0 skipped`)
process.exitCode = total.failed > 0 ? 1 : 0
