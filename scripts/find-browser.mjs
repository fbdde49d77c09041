import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
]

const USUAL_PATHS = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  linux: [
    '/usr/bin/chromium',
    '/snap/bin/chromium',
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].flatMap(
    (folder) =>
      folder === undefined
        ? []
        : [
            join(folder, 'Google\\Chrome\\Application\\chrome.exe'),
            join(folder, 'Chromium\\Application\\chrome.exe'),
            join(folder, 'Microsoft\\Edge\\Application\\msedge.exe'),
          ],
  ),
}

function onPath() {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + suffix)))
}

function fromPlaywright() {
  const { chromium } = createRequire(import.meta.url)('playwright-core')
  return chromium.executablePath()
}

/** A file of that name may be a stub that only says how to install the browser: it must say its version. */
function runs(program) {
  if (!existsSync(program)) return false
  // Chrome on Windows opens a window instead of answering.
  if (process.platform === 'win32') return true
  return spawnSync(program, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0
}

/**
 * Path of a Chromium, Chrome or Edge of this machine, null when there is none.
 * @throws when CHROME_PATH names something that does not run
 */
export function findBrowser() {
  const asked = process.env.CHROME_PATH
  if (asked) {
    if (runs(asked)) return asked
    throw new Error(
      `CHROME_PATH=${asked} is not a browser that runs: correct it, or leave it out to have one found.`,
    )
  }
  const candidates = [...onPath(), ...(USUAL_PATHS[process.platform] ?? []), fromPlaywright()]
  return candidates.find(runs) ?? null
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}

function isRootOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return false
  return existsSync('/etc/os-release') && /debian|ubuntu/.test(readFileSync('/etc/os-release', 'utf8'))
}

const lastLine = (output) => output.trim().split('\n').at(-1) ?? ''

/** Installs a Chromium; `say` hears what is done. Answers its path, or the reason why there is none. */
export async function installBrowser(say) {
  const reasons = []
  if (isRootOnDebian()) {
    say('No browser found: installing Chromium with apt-get.')
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const { code, output } = await run('apt-get', args)
      if (code !== 0) reasons.push(`apt-get ${args.join(' ')}: ${lastLine(output)}`)
    }
    const found = findBrowser()
    if (found !== null) return { path: found }
  }
  say('No browser found: installing the Chromium of Playwright (npx playwright-core install chromium).')
  const cli = createRequire(import.meta.url).resolve('playwright-core/cli.js')
  const { code, output } = await run(process.execPath, [cli, 'install', 'chromium'])
  if (code !== 0) reasons.push(`playwright-core install chromium: ${lastLine(output)}`)
  const found = findBrowser()
  if (found !== null) return { path: found }
  if (code === 0)
    reasons.push('the Chromium of Playwright does not start here: libraries of the system are missing')
  return { path: null, reason: reasons.join('; ') }
}
