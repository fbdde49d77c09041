import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import * as build from 'virtual:remix/server-build'
import { EnvError, overlookedBigQuery, parseEnv } from '#app/env.server.ts'
import { createApp } from '#app/server/app.ts'
import { closeServer } from '#app/server/connections.ts'
import { resolveIdentity } from '#app/server/identity.ts'
import { addressOf, listen } from '#app/server/listen.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import { readPageScripts } from '#app/server/page-scripts.ts'
import { prepareData } from '#app/server/prepare-data.ts'
import { createReadiness } from '#app/server/readiness.ts'
import { StartError } from '#app/server/start-error.ts'
import { readStaticFiles } from '#app/server/static-files.ts'
import { warnOfMission } from '#app/server/warn-of-mission.ts'

async function start(): Promise<void> {
  const env = parseEnv()
  process.stderr.write(overlookedBigQuery(env) ?? '')
  const { door, dataset } = await prepareData(env)
  const readiness = createReadiness(env.dataDir)
  const app = createApp({
    env,
    readiness,
    door,
    build,
    dataset: dataset.name,
    identity: resolveIdentity(env, dataset.name),
    files: readStaticFiles(fileURLToPath(new URL('../client', import.meta.url))),
    pageScripts: readPageScripts(new URL('../.vite/client-manifest.json', import.meta.url)),
  })
  const server = createServer(app)
  await listen(server, env)
  const served = dataset.name === 'demo' ? 'demonstration' : 'group data'
  console.log(`Vigie (${served}) is on ${addressOf(server, env.host)}\nCtrl+C stops it.`)
  await warnOfMission(missionFilesIn(env.dataDir), dataset)

  let stopping = false
  const stop = async () => {
    if (stopping) process.exit(1) // asked twice: now
    stopping = true
    readiness.drain()
    await closeServer(server)
    await door.close()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

try {
  await start()
} catch (error) {
  if (!(error instanceof StartError) && !(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exit(1)
}
