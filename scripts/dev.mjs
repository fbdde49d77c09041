// The server with Vite before it: every request meets the sources as they are, and pages reload when one changes.
import { createServer as createHttpServer } from 'node:http'
import { join } from 'node:path'
import { createServer as createVite } from 'vite'
import { ROOT } from './fresh-build.mjs'

process.env.NODE_ENV = 'development'

const http = createHttpServer(answer)
const vite = await createVite({
  root: ROOT,
  configFile: join(ROOT, 'vite.config.ts'),
  appType: 'custom',
  // On the page's own port, which the content policy allows.
  server: { middlewareMode: true, hmr: { server: http } },
})

let opened = null
let opening = null

/** The application made of the sources as they are; opened anew only when something that the server imports changed. */
async function open() {
  const sources = await vite.ssrLoadModule('/app/server/development.ts')
  if (sources === opened?.sources) return opened
  const loadBuild = () => vite.ssrLoadModule('virtual:remix/server-build')
  const next = await sources.openForDevelopment(loadBuild)
  await opened?.close()
  opened = { sources, ...next }
  return opened
}

function current() {
  opening ??= open().finally(() => {
    opening = null
  })
  return opening
}

function answer(request, response) {
  vite.middlewares(request, response, async () => {
    try {
      const { app } = await current()
      app(request, response)
    } catch (error) {
      vite.ssrFixStacktrace(error)
      console.error(error)
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(error.stack)
    }
  })
}

let reload = null
vite.watcher.on('all', (_, file) => {
  if (!file.startsWith(join(ROOT, 'app'))) return
  clearTimeout(reload)
  // An editor that saves several files at once reloads the page once.
  reload = setTimeout(() => vite.ws.send({ type: 'full-reload' }), 100)
})

async function stop() {
  await opened?.close()
  await vite.close()
  process.exit(0)
}

try {
  const { listenForDevelopment } = await current()
  console.log(`Vigie (development) is on ${await listenForDevelopment(http)}\nCtrl+C stops it.`)
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  const isSaid = ['StartError', 'EnvError'].includes(error.name)
  console.error(isSaid ? error.message : error)
  process.exit(1)
}
