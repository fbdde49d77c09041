import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { groupScope, subsidiaryScope } from '#app/access/scope.ts'
import { BigQueryClient } from '#app/warehouse/bigquery/client.server.ts'
import { openBigQueryDoor } from '#app/warehouse/bigquery/door.server.ts'
import { openKeptAnswers } from '#app/warehouse/kept-answers.server.ts'
import type { DoorTest } from '#tests/warehouse/bigquery/door-test.ts'
import { ONE, run, statement, TWO, withDoors } from '#tests/warehouse/bigquery/door-test.ts'
import { eventually } from '#tests/warehouse/bigquery/eventually.ts'
import { BUILD, publish } from '#tests/warehouse/bigquery/published.ts'

const QUERIES = { method: 'POST', path: /\/queries$/, sql: /__v/ }
const OUT = { kind: 'error', status: 503, reason: 'backendError' } as const
const refusal = (reason: string) => ({ kind: 'error', status: 403, reason }) as const

/** The files of answers that are kept of a version. */
const keptFiles = async ({ folder }: DoorTest, version: string) =>
  (await readdir(path.join(folder, version))).filter((name) => /^[0-9a-f]{64}\.json$/.test(name))

test('five hundred readers of one statement make one query, and all name its job', () =>
  withDoors(async (here) => {
    const door = await here.open()
    const pins = await Promise.all(Array.from({ length: 500 }, () => door.pin('steering')))
    const answers = await Promise.all(pins.map((pin) => run(pin)))
    expect(new Set(answers.map((rows) => JSON.stringify(rows)))).toEqual(new Set(['[{"found":1}]']))
    expect(here.asked()).toBe(1)
    expect(pins.flatMap(({ costs = [] }) => costs)).toHaveLength(500)
    expect(new Set(pins.flatMap(({ costs = [] }) => costs.map(({ job }) => job))).size).toBe(1)
    await run(await door.pin())
    expect(here.asked()).toBe(1)
  }))

test('statements, columns and scopes that differ are different questions', () =>
  withDoors(async (here) => {
    const pin = await (await here.open()).pin()
    const mine = subsidiaryScope(['north'])
    if (mine === null) throw new Error('a scope of one subsidiary resolves')
    await run(pin)
    await run(pin, statement(1))
    await pin.run(statement(), mine)
    expect(here.asked()).toBe(3)
    const asText = { ...statement(), columns: { found: 'STRING' } } as const
    await expect(run(pin, asText)).rejects.toMatchObject({ kind: 'bad-row' })
    expect(here.asked()).toBe(4)
  }))

test('at most eight queries are under way at once, whoever comes when', () =>
  withDoors(async (here) => {
    const { server } = here
    const pin = await (await here.open()).pin()
    const hold = server.fault({ kind: 'incomplete', polls: 2 }, QUERIES)
    const underWay = () => here.asked() - finished
    let finished = 0
    let most = 0
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        await run(pin, statement(n))
        finished += 1
        most = Math.max(most, underWay())
      }),
    )
    hold()
    expect(here.asked()).toBe(30)
    expect(most).toBeLessThanOrEqual(8)
  }))

test('a reader who is late or leaves does not end the query of the others', () =>
  withDoors(async (here) => {
    const pin = await (await here.open()).pin()
    here.server.fault({ kind: 'latency', ms: 400 }, QUERIES)
    const leaving = new AbortController()
    const stays = run(pin)
    const late = run(pin, statement(), { deadlineMs: 50 })
    const leaves = run(pin, statement(), { signal: leaving.signal })
    setTimeout(() => leaving.abort(), 50)
    await Promise.all([
      expect(late).rejects.toMatchObject({ kind: 'timeout', statement: 'test.count' }),
      expect(leaves).rejects.toMatchObject({ kind: 'timeout' }),
    ])
    await expect(run(pin, statement(), { signal: leaving.signal })).rejects.toMatchObject({ kind: 'timeout' })
    expect(await stays).toEqual([{ found: 1 }])
    expect(await run(pin)).toEqual([{ found: 1 }])
    expect(here.asked()).toBe(1)
  }))

test('a query that failed is not asked for again at once by every reader', () =>
  withDoors(async (here) => {
    const door = await here.open()
    const remove = here.server.fault(refusal('accessDenied'), QUERIES)
    for (let reader = 0; reader < 20; reader++)
      await expect(run(await door.pin())).rejects.toMatchObject({ kind: 'denied' })
    expect(here.asked()).toBe(1)
    remove()
    expect(await run(await door.pin(), statement(1))).toEqual([{ found: 1 }])
  }))

test('once the budget is used up nothing is asked any more, and what is kept is still answered', () =>
  withDoors(async (here) => {
    const pin = await (await here.open()).pin()
    await run(pin)
    const remove = here.server.fault(refusal('quotaExceeded'), QUERIES)
    await expect(run(pin, statement(1))).rejects.toMatchObject({ kind: 'quota' })
    remove()
    for (const n of [2, 3, 4])
      await expect(run(pin, statement(n, `other.${n}`))).rejects.toMatchObject({
        kind: 'quota',
        statement: `other.${n}`,
      })
    expect(here.asked()).toBe(2)
    expect(await run(pin)).toEqual([{ found: 1 }])
  }))

test('an answer kept on disk is answered by a new door without a query, even when BigQuery is out', () =>
  withDoors(async (here) => {
    await run(await (await here.open()).pin())
    await eventually(async () => expect(await keptFiles(here, ONE)).toHaveLength(1))
    const again = await (await here.open()).pin()
    expect(await run(again)).toEqual([{ found: 1 }])
    expect(again.costs).toEqual([{ statement: 'test.count', bytesBilled: 0, job: null }])
    expect(here.asked()).toBe(1)
    here.server.fault(OUT)
    const out = await (await here.open()).pin()
    expect(out.dataset).toMatchObject({ version: ONE, asOf: '2026-11-16' })
    expect(await run(out)).toEqual([{ found: 1 }])
    expect(here.reported).toMatchObject([{ name: 'BigQueryApiError', reason: 'backendError' }])
    await expect(run(out, statement(1))).rejects.toMatchObject({ kind: 'unavailable' })
  }))

test('a pin says that BigQuery is out from the attempt that failed to the next that does not', () =>
  withDoors(async (here) => {
    const door = await here.open({ probeMs: 20 })
    await run(await door.pin())
    expect((await door.pin()).isOut).toBeUndefined()
    const remove = here.server.fault(OUT)
    await eventually(async () => expect((await door.pin()).isOut).toBe(true))
    // What was read is still answered.
    expect(await run(await door.pin())).toEqual([{ found: 1 }])
    expect((await (await here.open()).pin()).isOut).toBe(true)
    remove()
    await eventually(async () => expect((await door.pin()).isOut).toBeUndefined())
    const still = await here.open()
    const only = here.server.fault(OUT, QUERIES)
    await expect(run(await still.pin(), statement(7))).rejects.toMatchObject({ kind: 'unavailable' })
    expect((await still.pin()).isOut).toBe(true)
    only()
  }))

test('a door opens from what is kept where access was taken away, the quota is used up or nothing answers', () =>
  withDoors(async (here) => {
    await run(await (await here.open()).pin())
    await eventually(async () => expect(await keptFiles(here, ONE)).toHaveLength(1))
    const impatient = new BigQueryClient(here.client.settings, 300)
    for (const fault of [refusal('accessDenied'), refusal('quotaExceeded'), { kind: 'silence' }] as const) {
      const remove = here.server.fault(fault)
      const door = await openBigQueryDoor(impatient, { folder: here.folder, buildDigest: BUILD })
      expect(await run(await door.pin())).toEqual([{ found: 1 }])
      await door.close()
      remove()
    }
    expect(here.asked()).toBe(1)
  }))

test('a door that has nothing to serve, nor anything kept, says what to do', () =>
  withDoors(async (here) => {
    here.server.putTable('a-group', 'vigie', 'data_version', [{ name: 'version', type: 'STRING' }], [])
    await expect(here.open()).rejects.toMatchObject({
      kind: 'missing-table',
      message: expect.stringMatching(/npm run import/),
    })
    await publish(here.server, here.client, ONE, { build: '0'.repeat(64) })
    await expect(here.open()).rejects.toThrow(/built by another Vigie/)
    here.server.fault(OUT)
    await expect(here.open()).rejects.toMatchObject({ reason: 'backendError' })
  }))

test('a kept answer that was damaged is reported, not answered, and written again', () =>
  withDoors(async (here) => {
    await run(await (await here.open()).pin())
    await eventually(async () => expect(await keptFiles(here, ONE)).toHaveLength(1))
    const [name = ''] = await keptFiles(here, ONE)
    const file = path.join(here.folder, ONE, name)
    const whole = await readFile(file, 'utf-8')
    for (const damage of [whole.replace('"found":1', '"found":9'), whole.slice(0, -3), '', 'x\n{}']) {
      await writeFile(file, damage)
      const before = here.asked()
      here.reported.length = 0
      expect(await run(await (await here.open()).pin())).toEqual([{ found: 1 }])
      expect(here.asked()).toBe(before + 1)
      expect(String(here.reported[0])).toMatch(/is damaged/)
      await eventually(async () => expect(await readFile(file, 'utf-8')).not.toBe(damage))
    }
  }))

test('a document that fails is shown from the version before, with the moment that it was kept', () =>
  withDoors(async (here) => {
    const before = Date.now()
    await run(await (await here.open()).pin())
    await eventually(async () => expect(await keptFiles(here, ONE)).toHaveLength(1))
    await publish(here.server, here.client, TWO)
    const pin = await (await here.open()).pin()
    expect(pin.dataset.version).toBe(TWO)
    expect(await pin.lastGood?.()).toBe(null)
    here.server.fault(OUT, QUERIES)
    await expect(run(pin)).rejects.toMatchObject({ kind: 'unavailable' })
    const older = await pin.lastGood?.()
    expect(older?.dataset.version).toBe(ONE)
    expect(Date.parse(older?.keptAt ?? '')).toBeGreaterThanOrEqual(before)
    if (older) expect(await run(older)).toEqual([{ found: 1 }])
    if (older) await expect(run(older, statement(1))).rejects.toMatchObject({ kind: 'unavailable' })
    await expect(run(pin, statement(1))).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await pin.lastGood?.()).toBe(null)
  }))

test('what a reader may not see is not shown from before either', () =>
  withDoors(async (here) => {
    const mine = subsidiaryScope(['north'])
    if (mine === null) throw new Error('a scope of one subsidiary resolves')
    await (await (await here.open()).pin()).run(statement(), groupScope())
    await eventually(async () => expect(await keptFiles(here, ONE)).toHaveLength(1))
    await publish(here.server, here.client, TWO)
    const pin = await (await here.open()).pin()
    here.server.fault(refusal('accessDenied'), QUERIES)
    await expect(pin.run(statement(), mine)).rejects.toMatchObject({ kind: 'denied' })
    expect(await pin.lastGood?.()).toBe(null)
  }))

test('a further version is served once it is warm, whole to each document', () =>
  withDoors(async (here) => {
    const door = await here.open({ probeMs: 20 })
    const { promise: warmed, resolve: finish } = resolvable()
    const warming = vi.fn()
    door.warmWith?.(async (next) => {
      warming(next.dataset.version)
      await run(next)
      await warmed
    })
    const before = await door.pin()
    await publish(here.server, here.client, TWO)
    await eventually(() => expect(here.asked()).toBe(1))
    expect((await door.pin()).dataset.version).toBe(ONE)
    finish(undefined)
    await eventually(async () => expect((await door.pin()).dataset.version).toBe(TWO))
    expect(warming.mock.calls).toEqual([[TWO]])
    expect(await run(await door.pin())).toEqual([{ found: 2 }])
    expect(before.dataset.version).toBe(ONE)
    expect(await run(before)).toEqual([{ found: 1 }])
  }))

test('a version that cannot be warmed, or that another Vigie built, leaves the one before', () =>
  withDoors(async (here) => {
    const door = await here.open({ probeMs: 20 })
    door.warmWith?.(async () => {
      throw new Error('the warm-up failed')
    })
    await publish(here.server, here.client, TWO)
    await eventually(() => expect(String(here.reported)).toMatch(/the warm-up failed/))
    expect((await door.pin()).dataset.version).toBe(ONE)
    await publish(here.server, here.client, TWO, { build: '0'.repeat(64) })
    await eventually(() => expect(String(here.reported)).toMatch(/another Vigie/))
    expect((await door.pin()).dataset.version).toBe(ONE)
    door.warmWith?.(async () => undefined)
    await publish(here.server, here.client, TWO)
    await eventually(async () => expect((await door.pin()).dataset.version).toBe(TWO))
  }))

test('an answer that was put while the disk was read is found', () =>
  withDoors(async ({ folder }) => {
    const kept = openKeptAnswers(folder, () => undefined)
    const reading = kept.get('key', ONE)
    kept.put('key', ONE, [{ found: 1 }])
    expect(await reading).toMatchObject({ rows: [{ found: 1 }] })
  }))

test('a door closes at once while its probe waits for a silent server', () =>
  withDoors(async (here) => {
    const door = await here.open({ probeMs: 20 })
    const before = here.server.requests.length
    here.server.fault({ kind: 'silence' })
    await eventually(() => expect(here.server.requests.length).toBeGreaterThan(before))
    const began = performance.now()
    await door.close()
    expect(performance.now() - began).toBeLessThan(3000)
    const after = here.server.requests.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(here.server.requests).toHaveLength(after)
  }))

function resolvable(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined
  const promise = new Promise((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
