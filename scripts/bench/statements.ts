import { groupScope } from '#app/access/scope.ts'
import { quartersUpTo } from '#app/filters/dataset-period.ts'
import type { Period } from '#app/filters/period.ts'
import { loadWall } from '#app/reports/commitments/load-wall.server.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { loadSovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { loadSubsidiaries } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { loadSynthese } from '#app/reports/synthese/load-synthese.server.ts'
import { loadTopic } from '#app/reports/topics/load-topic.server.ts'
import { type TopicId, topicOf } from '#app/reports/topics/topic.ts'
import { missionFilesIn } from '#app/server/mission-file.ts'
import type { Statement, Warehouse } from '#app/warehouse/warehouse.ts'

function reportError(error: unknown): never {
  throw error
}

const OPTIONS = { reportError, deadlineMs: null }

/** The statements that some work sends, each once. */
export async function statementsOf(
  warehouse: Warehouse,
  work: (listening: Warehouse) => Promise<unknown>,
): Promise<readonly Statement[]> {
  const sent = new Map<string, Statement>()
  await work({
    ...warehouse,
    // Figures are kept by this object: what a copy of it is asked for is read.
    dataset: { ...warehouse.dataset },
    run(statement, scope, options) {
      sent.set(JSON.stringify([statement.sql, statement.parameters]), statement)
      return warehouse.run(statement, scope, options)
    },
  })
  return [...sent.values()]
}

/** Loads what the Synthèse shows, as its route does. */
export async function loadSynthesePage(
  warehouse: Warehouse,
  quarter: Period,
  dataDir: string,
): Promise<void> {
  const mission = await (await missionFilesIn(dataDir)(warehouse.dataset)).read()
  await Promise.all([
    loadSynthese(warehouse, groupScope(), { quarter, filters: {}, mission }, OPTIONS),
    loadEntities(warehouse, groupScope()),
  ])
}

/** Loads what the page of all commitments shows, as its route does. */
export async function loadCommitmentsPage(
  warehouse: Warehouse,
  quarter: Period,
  dataDir: string,
): Promise<void> {
  const mission = await (await missionFilesIn(dataDir)(warehouse.dataset)).read()
  const quarters = quartersUpTo(quarter, warehouse.dataset)
  await Promise.all([
    loadWall(warehouse, groupScope(), mission, quarters),
    loadEntities(warehouse, groupScope()),
  ])
}

/** Loads what the page of subsidiaries shows, as its route does. */
export async function loadSubsidiariesPage(warehouse: Warehouse, quarter: Period): Promise<void> {
  const state = { quarter, filters: {}, tables: {} }
  await Promise.all([
    loadSubsidiaries(warehouse, groupScope(), state, OPTIONS),
    loadEntities(warehouse, groupScope()),
  ])
}

/** Loads what the page on sovereignty shows, as its route does. */
export async function loadSovereigntyPage(
  warehouse: Warehouse,
  quarter: Period,
  dataDir: string,
): Promise<void> {
  const mission = await (await missionFilesIn(dataDir)(warehouse.dataset)).read()
  const state = { quarter, filters: {}, tables: {} }
  await Promise.all([
    loadSovereignty(warehouse, groupScope(), state, mission, OPTIONS),
    loadEntities(warehouse, groupScope()),
  ])
}

/** Loads what the page of a topic shows, as its route does. */
export async function loadTopicPage(warehouse: Warehouse, quarter: Period, topic: TopicId): Promise<void> {
  const state = { quarter, filters: {}, tables: {} }
  await Promise.all([
    loadTopic(warehouse, groupScope(), topicOf(topic), state, OPTIONS),
    loadEntities(warehouse, groupScope()),
  ])
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
