import type { Server } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import type { Express } from 'express'
import { parseEnv } from '#app/env.server.ts'
import { createApp } from '#app/server/app.ts'
import { resolveIdentity } from '#app/server/identity.ts'
import { addressOf, listen } from '#app/server/listen.ts'
import { PAGE_SCRIPTS } from '#app/server/page-scripts.ts'
import { prepareData } from '#app/server/prepare-data.ts'

/** What scripts/dev.mjs holds until a source changes. */
export type OpenedForDevelopment = {
  readonly app: Express
  listenForDevelopment(server: Server): Promise<string>
  close(): Promise<void>
}

/** The same server as in production, its pages made of the sources and its files served by Vite. */
export async function openForDevelopment(
  loadBuild: () => Promise<ServerBuild>,
): Promise<OpenedForDevelopment> {
  const env = parseEnv()
  const { door, dataset } = await prepareData(env)
  const app = createApp({
    env,
    door,
    build: loadBuild,
    dataset: dataset.name,
    identity: resolveIdentity(env, dataset.name),
    pageScripts: ['/@vite/client', ...PAGE_SCRIPTS.map((source) => `/${source}`)],
  })
  return {
    app,
    async listenForDevelopment(server) {
      await listen(server, env)
      return addressOf(server, env.host)
    },
    close: () => door.close(),
  }
}
