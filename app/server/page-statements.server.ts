import { groupScope } from '#app/access/scope.ts'
import type { Mission } from '#app/commitments/mission.ts'
import { loadFactorKeys } from '#app/figures/load-factor-keys.ts'
import { quartersUpTo } from '#app/filters/dataset-period.ts'
import { type PageSpec, readPage } from '#app/filters/page-address.ts'
import { loadCommitment } from '#app/reports/commitments/load-commitment.server.ts'
import { loadWall } from '#app/reports/commitments/load-wall.server.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { ENTITY_PAGES, type EntityDimension, hasPage } from '#app/reports/entity-names.ts'
import { loadSovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { loadSubsidiaries } from '#app/reports/subsidiaries/load-subsidiaries.server.ts'
import { loadSubsidiary } from '#app/reports/subsidiaries/load-subsidiary.server.ts'
import { SUBSIDIARY_SPEC, subsidiariesSpec } from '#app/reports/subsidiaries/page-spec.ts'
import { SUBSIDIARIES } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { loadSynthese } from '#app/reports/synthese/load-synthese.server.ts'
import { loadTopic } from '#app/reports/topics/load-topic.server.ts'
import { makeSubject } from '#app/reports/topics/make-subject.ts'
import { isValue, pageSpec, syntheseSpec } from '#app/reports/topics/page-spec.ts'
import { MENU_TOPICS, topicOf } from '#app/reports/topics/topic.ts'
import type { DatasetInfo, Statement, Warehouse } from '#app/warehouse/warehouse.ts'

/** Stands in the place of a page for what all of them need. */
export const ONCE_A_VERSION = 'every page, once a version'

/** What one page asks a warehouse that nobody has asked anything yet. */
export type PageStatements = { readonly page: string; readonly statements: readonly Statement[] }

/**
 * The statements of each kind of page, as it sends them over the given data under the parameters of an address; of
 * entities, one page of each kind. What every page needs is read once and comes first.
 */
export async function pageStatements(
  over: Warehouse,
  mission: Mission | null,
  parameters = new URLSearchParams(),
): Promise<readonly PageStatements[]> {
  const scope = groupScope()
  const entities = await loadEntities(over, scope)
  const options = {
    deadlineMs: null,
    reportError: (error: unknown) => {
      throw error
    },
  }
  const stateOf = (spec: PageSpec, dataset: DatasetInfo) => readPage(parameters, dataset, spec).state
  const pages: { page: string; load: (warehouse: Warehouse) => Promise<unknown> }[] = [
    {
      page: 'synthese',
      load: (warehouse) => {
        const { quarter, filters } = stateOf(syntheseSpec(entities), warehouse.dataset)
        return loadSynthese(warehouse, scope, { quarter, filters, mission }, options)
      },
    },
    {
      page: 'commitments',
      load: async (warehouse) => {
        const { quarter } = stateOf(syntheseSpec(entities), warehouse.dataset)
        return mission === null
          ? null
          : await loadWall(warehouse, scope, mission, quartersUpTo(quarter, warehouse.dataset))
      },
    },
    ...(mission?.commitments ?? []).slice(0, 1).map((commitment) => ({
      page: 'commitment',
      load: (warehouse: Warehouse) =>
        loadCommitment(
          warehouse,
          scope,
          commitment,
          stateOf(syntheseSpec(entities), warehouse.dataset).quarter,
          options,
        ),
    })),
    ...MENU_TOPICS.map((topic) => ({
      page: topic.path,
      load: (warehouse: Warehouse) =>
        loadTopic(
          warehouse,
          scope,
          topic,
          stateOf(pageSpec(topic, null, entities), warehouse.dataset),
          options,
        ),
    })),
    {
      page: 'sovereignty',
      load: (warehouse) =>
        loadSovereignty(
          warehouse,
          scope,
          stateOf(syntheseSpec(entities), warehouse.dataset),
          mission,
          options,
        ),
    },
    {
      page: SUBSIDIARIES,
      load: (warehouse) =>
        loadSubsidiaries(warehouse, scope, stateOf(subsidiariesSpec(entities), warehouse.dataset), options),
    },
    ...[...entities.subsidiaries.values()].slice(0, 1).map((subsidiary) => ({
      page: 'subsidiary',
      load: (warehouse: Warehouse) =>
        loadSubsidiary(
          warehouse,
          scope,
          subsidiary,
          stateOf(SUBSIDIARY_SPEC, warehouse.dataset),
          mission,
          options,
        ),
    })),
    ...(Object.keys(ENTITY_PAGES) as EntityDimension[]).filter(hasPage).flatMap((dimension) => {
      const ids =
        dimension === 'project'
          ? entities.projects.keys()
          : dimension === 'model'
            ? entities.models.keys()
            : (entities.values.get('provider') ?? [])
      const id = [...ids].find((one) => one !== 'unassigned' && isValue(dimension, one, entities))
      if (id === undefined) return []
      const subject = makeSubject(dimension, id, entities)
      const topic = topicOf(dimension)
      return [
        {
          page: topic.path,
          load: (warehouse: Warehouse) =>
            loadTopic(
              warehouse,
              scope,
              topic,
              stateOf(pageSpec(topic, subject, entities), warehouse.dataset),
              options,
              subject,
            ),
        },
      ]
    }),
  ]
  const shared = recording(over)
  await Promise.all([loadEntities(shared.warehouse, scope), loadFactorKeys(shared.warehouse, scope)])
  const isShared = ({ sql }: Statement) => shared.statements.some((statement) => statement.sql === sql)
  const all: PageStatements[] = [{ page: ONCE_A_VERSION, statements: shared.statements }]
  for (const { page, load } of pages) {
    const { warehouse, statements } = recording(over)
    await loadEntities(warehouse, scope)
    await loadFactorKeys(warehouse, scope)
    await load(warehouse)
    all.push({ page, statements: statements.filter((statement) => !isShared(statement)) })
  }
  return all
}

/** The same data under a description of their own, so that nothing kept from another page answers. */
function recording(over: Warehouse): { readonly warehouse: Warehouse; readonly statements: Statement[] } {
  const statements: Statement[] = []
  return {
    statements,
    warehouse: {
      ...over,
      dataset: { ...over.dataset },
      run(statement, scope, options) {
        statements.push(statement)
        return over.run(statement, scope, options)
      },
    },
  }
}
