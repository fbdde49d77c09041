import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const SOURCES = [
  'app',
  'public',
  'scripts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
]
const LOCK_IS_DEAD_AFTER_MS = 15_000

/** The checkout that this script belongs to. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

function* filesUnder(path) {
  if (!existsSync(path)) return
  if (!statSync(path).isDirectory()) {
    yield path
    return
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name))
}

/** SHA-256 over the names and contents of everything that the build is made of. */
export function digestSources(root = ROOT) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesUnder(join(root, source))) {
      const content = readFileSync(file)
      hash.update(`${file.slice(root.length).replaceAll('\\', '/')}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

function stampedDigest(root) {
  try {
    return JSON.parse(readFileSync(join(root, 'build/stamp.json'), 'utf8')).sources
  } catch {
    return null // no stamp, or one that a killed build left half written: not a build to trust
  }
}

function takeLock(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST' && error.code !== 'EPERM') throw error
    return false
  }
}

function removeDeadLock(lock) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > LOCK_IS_DEAD_AFTER_MS) rmSync(lock, { force: true })
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}

/** Runs `work` while no other command builds in the same checkout; the lock of a killed process is taken over. */
async function underLock(root, work) {
  const lock = join(root, 'build/lock')
  mkdirSync(dirname(lock), { recursive: true })
  while (!takeLock(lock)) {
    removeDeadLock(lock)
    await wait(100)
  }
  const heartbeat = setInterval(() => utimesSync(lock, new Date(), new Date()), 1000)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    rmSync(lock, { force: true })
  }
}

function runNode(root, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = []
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output: Buffer.concat(output).toString('utf8') }))
  })
}

/** Old parts leave and new ones enter between two stamps: a swap that is cut short has none, and is built again. */
function swap(root, next) {
  const build = join(root, 'build')
  const old = join(build, `old-${process.pid}`)
  rmSync(join(build, 'stamp.json'), { force: true })
  mkdirSync(old, { recursive: true })
  for (const part of ['client', 'server', '.vite']) {
    if (existsSync(join(build, part))) renameSync(join(build, part), join(old, part))
    if (existsSync(join(next, part))) renameSync(join(next, part), join(build, part))
  }
  rmSync(old, { recursive: true, force: true })
  rmSync(next, { recursive: true, force: true })
}

function sweepLeftovers(root) {
  for (const name of readdirSync(join(root, 'build'))) {
    if (/^(next|old)-/.test(name)) rmSync(join(root, 'build', name), { recursive: true, force: true })
  }
}

async function build(root, sources) {
  const started = performance.now()
  process.stderr.write('Building… ')
  sweepLeftovers(root)
  const next = join('build', `next-${process.pid}`)
  const { VITEST: _, NODE_ENV: __, ...env } = process.env
  const { code, output } = await runNode(root, ['node_modules/@remix-run/dev/dist/cli.js', 'vite:build'], {
    ...env,
    NODE_ENV: 'production',
    VIGIE_BUILD_DIRECTORY: next,
  })
  if (code !== 0) {
    rmSync(join(root, next), { recursive: true, force: true })
    // Rollup ends its message with every file it watches, which hides the one that is wrong.
    process.stderr.write(`failed.\n${output.replace(/^ *watchFiles: \[[^\]]*\]\n/m, '')}\n`)
    throw new BuildError(
      'The build failed; what it said is above. Mend the source it names and run the command again.',
    )
  }
  const { compressAssets } = await import('./compress-assets.mjs')
  await compressAssets(join(root, next, 'client'))
  swap(root, join(root, next))
  writeFileSync(join(root, 'build/stamp.json.new'), JSON.stringify({ sources }))
  renameSync(join(root, 'build/stamp.json.new'), join(root, 'build/stamp.json'))
  process.stderr.write(`done in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`)
}

/** A build that cannot be had; its message says what to do. */
export class BuildError extends Error {}

/**
 * Makes `build/` answer to the sources: nothing happens when its stamp already does. Progress goes to stderr.
 * Where the build tools are not installed (production), the build that is there is taken as it is.
 * @throws {BuildError}
 */
export async function ensureBuild({ root = ROOT, force = false } = {}) {
  if (!existsSync(join(root, 'node_modules/vite/package.json'))) {
    if (existsSync(join(root, 'build/stamp.json')) && !force) return
    throw new BuildError(
      'There is no build, and the build tools are not installed: run "npm ci", then "npm run build".',
    )
  }
  if (!force && stampedDigest(root) === digestSources(root)) return
  await underLock(root, async () => {
    const sources = digestSources(root)
    if (force || stampedDigest(root) !== sources) await build(root, sources)
  })
}
