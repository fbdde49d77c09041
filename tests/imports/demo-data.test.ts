import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { groupScope } from '#app/access/scope.ts'
import type { Figure, FigureDimension } from '#app/figures/figure.ts'
import { figuresCsv } from '#app/figures/figures-csv.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { dimensionsOf } from '#app/figures/metric-dimensions.ts'
import { ensureDemo, makeDemo } from '#app/imports/ensure-demo.server.ts'
import { METRIC_IDS, type MetricId } from '#app/metrics/catalog.ts'
import { readManifest, writeManifest } from '#app/warehouse/manifest.server.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'
import { isFullEffort } from '#tests/effort.ts'
import { temporaryFolder } from '#tests/imports/reading/temporary-files.ts'

test('two builds of one seed have the same version and the same figures, on any number of threads; another seed does not', async () => {
  const [one, other] = [temporaryFolder(), temporaryFolder()]
  const first = await makeDemo({ dataDir: one, seed: 7, scale: 'tiny', threads: 1 })
  const second = await makeDemo({ dataDir: other, seed: 7, scale: 'tiny', threads: 4 })
  expect(second.version).toBe(first.version)
  expect(await everyFigure(one, 1)).toBe(await everyFigure(other, 4))
  const third = await makeDemo({ dataDir: other, seed: 8, scale: 'tiny' })
  expect(third.version).not.toBe(first.version)
}, 300_000)

test('the demo is made when it is missing, kept when it is there, made again when another Vigie made it', async () => {
  const dataDir = temporaryFolder()
  const folder = path.join(dataDir, 'demo')
  const made = await ensureDemo({ dataDir, scale: 'tiny' })
  expect(JSON.parse(readFileSync(path.join(folder, 'mission.json'), 'utf-8'))).toMatchObject({ format: 1 })
  const { mtimeMs } = statSync(path.join(folder, 'manifest.json'))
  expect(await ensureDemo({ dataDir })).toEqual(made)
  expect(statSync(path.join(folder, 'manifest.json')).mtimeMs).toBe(mtimeMs)

  const older = made.demo === null ? null : { ...made.demo, digest: '0'.repeat(64) }
  await writeManifest(folder, { ...made, demo: older })
  const again = await ensureDemo({ dataDir })
  expect(again).toMatchObject({ version: made.version, demo: made.demo })
  expect(existsSync(path.join(folder, again.serve.file))).toBe(true)

  writeFileSync(path.join(folder, 'manifest.json'), '{"format": 0}')
  expect((await ensureDemo({ dataDir, scale: 'tiny' })).version).toBe(made.version)
}, 120_000)

test('processes that start together make the demo once', async () => {
  const dataDir = temporaryFolder()
  const made = await Promise.all(Array.from({ length: 3 }, () => ensureDemo({ dataDir, scale: 'tiny' })))
  expect(new Set(made.map(({ serve }) => serve.file)).size).toBe(1)
  expect(await readManifest(path.join(dataDir, 'demo'))).toEqual(made[0])
}, 60_000)

const others = (metric: MetricId) => [['quarter'], ...dimensionsOf(metric).map((dimension) => [dimension])]

/** Every metric, whole and by month, at full effort by each dimension that it has, as the CSV that a reader downloads. */
async function everyFigure(dataDir: string, threads: number): Promise<string> {
  const door = await openWarehouse({ dataDir, dataset: 'demo', threads })
  const warehouse = await door.pin()
  try {
    const { firstMonth, lastMonth } = warehouse.dataset
    const period = `${firstMonth}..${lastMonth}`
    const figures: Figure[] = []
    for (const metric of METRIC_IDS)
      for (const by of [[], ['month'], ...(isFullEffort ? others(metric) : [])])
        figures.push(
          ...(await loadFigures(warehouse, groupScope(), {
            metrics: [metric],
            by: by as FigureDimension[],
            period,
            filters: {},
          })),
        )
    return figuresCsv(figures, 'machine')
  } finally {
    warehouse.release()
    await door.close()
  }
}
