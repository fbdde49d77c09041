import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Benchmark } from './bench/benchmark.ts'
import { DEMO } from './bench/demo.ts'
import { IMPORT } from './bench/import.ts'
import { PAGES } from './bench/pages.ts'
import { QUERY } from './bench/query.ts'
import { READERS } from './bench/readers.ts'
import { START } from './bench/start.ts'
import { openWorkbench } from './bench/workbench.ts'

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  demo: DEMO,
  import: IMPORT,
  pages: PAGES,
  query: QUERY,
  readers: READERS,
  start: START,
}

const HELP = `Measures Vigie on this machine, in ratios where it can: a figure in seconds depends on what else runs.

  npm run bench -- NAME [--rounds N] [--rows N]

${Object.entries(BENCHMARKS)
  .map(([name, { about, rounds }]) => `  ${name.padEnd(8)}  ${about} (${rounds} rounds)`)
  .join('\n')}

  --rounds  how often each thing is measured
  --rows    rows of the billing file that is imported (1000000)
`

function usage(message: string): never {
  process.stderr.write(`${message}\n\n${HELP}`)
  process.exit(2)
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        rounds: { type: 'string' },
        rows: { type: 'string', default: '1000000' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error))
  }
}

function count(option: string, text: string): number {
  if (!/^[1-9]\d{0,7}$/.test(text)) usage(`--${option} ${text} is not a whole number from 1 to 99999999.`)
  return Number(text)
}

const { values, positionals } = readArguments()
if (values.help) {
  process.stdout.write(HELP)
  process.exit(0)
}
const [name = '', ...others] = positionals
const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined
if (benchmark === undefined)
  usage(name === '' ? 'No benchmark is named.' : `There is no benchmark « ${name} ».`)
if (others.length > 0) usage(`One benchmark at a time: « ${others.join(' ')} » is too much.`)
const options = {
  rows: count('rows', values.rows),
  rounds: values.rounds === undefined ? benchmark.rounds : count('rounds', values.rounds),
}
// The build holds this file as build/server/bench.js.
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
process.stdout.write(`\n${await benchmark.run(openWorkbench(root), options)}`)
// A server that is still up would keep this process; what it started ends with it.
process.exit(0)
