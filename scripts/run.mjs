import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BuildError, ensureBuild, ROOT } from './fresh-build.mjs'

const [, , name, ...args] = process.argv

try {
  await ensureBuild()
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exit(1)
}

const program = join(ROOT, 'build/server', `${name}.js`)
if (!/^[a-z][a-z-]*$/.test(name ?? '') || !existsSync(program)) {
  console.error(`There is no command "${name}": package.json lists those that exist.`)
  process.exit(1)
}

// A reader who has seen enough (« | head -1 ») closes the pipe: what is left to say is dropped, what is left to do is done.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error
  })

process.env.NODE_ENV ||= 'production'
process.argv = [process.argv[0] ?? process.execPath, program, ...args]
await import(pathToFileURL(program).href)
