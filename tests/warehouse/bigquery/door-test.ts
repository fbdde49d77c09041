import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { groupScope } from '#app/access/scope.ts'
import type { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { type BigQueryDoorOptions, openBigQueryDoor } from '#app/warehouse/bigquery/door.server.ts'
import type { RunOptions, Statement, Warehouse, WarehouseDoor } from '#app/warehouse/warehouse.ts'
import type { WireServer } from '#tests/bigquery/wire-server.ts'
import { isQuery, withAdapter } from '#tests/warehouse/bigquery/adapter-test.ts'
import { BUILD, publish } from '#tests/warehouse/bigquery/published.ts'

export const ONE = 'a'.repeat(12)
export const TWO = 'b'.repeat(12)

/** Counts use cases; `number` makes it another question. */
export const statement = (number = 0, name = 'test.count'): Statement => ({
  name,
  sql: `SELECT COUNT(*) AS found FROM {project} AS p WHERE ${number} = ${number}`,
  columns: { found: 'INT64' },
  parameters: {},
})

export type DoorTest = {
  readonly client: BigQueryClient
  readonly server: WireServer
  readonly folder: string
  /** What the door reported behind the pages' back. */
  readonly reported: unknown[]
  /** Opens a door that the test's end closes. */
  open(more?: Partial<BigQueryDoorOptions>): Promise<WarehouseDoor>
  /** How many statements of pages have been asked. */
  asked(): number
}

/** Serves version ONE, whose counts are 1, and TWO, once published, whose counts are 2. */
export async function withDoors(body: (test: DoorTest) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigie-door-'))
  const doors: WarehouseDoor[] = []
  const reported: unknown[] = []
  const onError = (error: unknown) => void reported.push(error)
  await withAdapter(async (client, server) => {
    await publish(server, client, ONE)
    answerCounts(server)
    try {
      await body({
        client,
        server,
        folder,
        reported,
        async open(more = {}) {
          const door = await openBigQueryDoor(client, { folder, buildDigest: BUILD, onError, ...more })
          doors.push(door)
          return door
        },
        asked: () =>
          server.requests.filter((request) => isQuery(request) && isPageQuery(request.body)).length,
      })
    } finally {
      await Promise.all(doors.map((door) => door.close()))
    }
  }).finally(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
}

const isPageQuery = (body: unknown) => /__v/.test(String((body as { query?: string }).query))

function answerCounts(server: WireServer): void {
  const columns = [{ name: 'found', type: 'INT64' }]
  server.answer(new RegExp(`project__v${ONE}`), { columns, rows: [{ found: 1 }] })
  server.answer(new RegExp(`project__v${TWO}`), { columns, rows: [{ found: 2 }] })
}

export const run = async (warehouse: Warehouse, asked = statement(), options: RunOptions = {}) =>
  await warehouse.run(asked, groupScope(), options)
