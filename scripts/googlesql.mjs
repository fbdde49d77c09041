// Puts Google's GoogleSQL engine in place for the tests, or says whether it is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', 'tests', 'googlesql', 'package')
const programs = join(folder, 'node_modules', '@fivetrandevelopers', 'zetasql', 'lib', 'zetasql')
const suffix = {
  'linux-x64': '.so',
  'linux-arm64': '_arm.so',
  'darwin-x64': '',
  'darwin-arm64': '_arm',
}[`${process.platform}-${process.arch}`]
const program = join(programs, `remote_server${suffix}`)

const USAGE = `npm run googlesql -- install   puts Google's GoogleSQL engine in place for the tests (112 MB to download, 350 MB on disk)
npm run googlesql -- status    says whether it is there`

const [command = 'help', ...rest] = process.argv.slice(2)
if (rest.length > 0 || !['install', 'status', 'help', '--help'].includes(command)) {
  fail(`« ${[command, ...rest].join(' ')} » is not known.\n\n${USAGE}`)
}
if (command === 'install') install()
else if (command === 'status') process.stdout.write(`${status()}\n`)
else process.stdout.write(`${USAGE}\n`)

function install() {
  refuseUnsupported()
  if (existsSync(program)) {
    process.stdout.write(`${status()}\n`)
    return
  }
  process.stdout.write(
    `Installing Google's GoogleSQL analyser and reference implementation for the tests in ${folder}\n` +
      '112 MB to download, 350 MB on disk, no install script is run. To remove it, delete its node_modules folder.\n',
  )
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const { status: code, error, signal } = spawnSync('npm', args, { stdio: 'inherit' })
  if (error) fail(`npm could not be started: ${error.message}`)
  if (code !== 0)
    fail(`npm ci ended with ${signal ?? `code ${code}`}: read its message above, then try again.`)
  if (!existsSync(program)) fail(`npm ci succeeded, but ${program} is not there.`)
  process.stdout.write(`${status()}\n`)
}

function status() {
  refuseUnsupported()
  if (!existsSync(program)) return "GoogleSQL's engine is not installed: npm run googlesql -- install"
  return `GoogleSQL's engine is installed in ${folder} (${Math.round(size(folder) / 1e6)} MB).`
}

function refuseUnsupported() {
  if (suffix !== undefined) return
  fail(
    `GoogleSQL's engine is built for Linux and macOS (x64, arm64), not for ${process.platform} ${process.arch}: ` +
      'the tests that need it are counted as skipped, everything else runs.',
  )
}

function size(path) {
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.size
  return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0)
}

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
