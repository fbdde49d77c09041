import type { Scope } from '#app/access/scope.ts'
import { asSent, type SentStatement } from '#app/figures/receipt.ts'
import { NothingToShow } from '#app/reports/panel.ts'
import type { Row, Statement, Warehouse } from '#app/warehouse/warehouse.ts'

const STAGES = ['idea', 'framing', 'pilot', 'production', 'stopped'] as const
export type Stage = (typeof STAGES)[number]

/** What the register says of a use case; days YYYY-MM-DD. */
export type Register = {
  readonly owner: string | null
  /** The stages that it came to and the day of each, in their order. */
  readonly stages: readonly { readonly stage: Stage; readonly on: string }[]
  /** The reviews asked for, oldest first. */
  readonly reviews: readonly Review[]
  /** What it was read by. */
  readonly statements: readonly SentStatement[]
}

export type Review = {
  readonly requestedOn: string
  readonly decidedOn: string | null
  readonly opinion: string | null
}

/** Reads the register of a use case. @throws {NothingToShow} for one that bills name and no register holds */
export async function loadRegister(warehouse: Warehouse, scope: Scope, project: string): Promise<Register> {
  const parameters = { project: { type: 'STRING', value: project } } as const
  const statements: readonly [Statement, Statement] = [
    { ...PROJECT, parameters },
    { ...REVIEWS, parameters },
  ]
  const [[row], reviews] = await Promise.all([
    warehouse.run(statements[0], scope),
    warehouse.run(statements[1], scope),
  ])
  if (row === undefined) throw new NothingToShow()
  return {
    owner: maybe(row, 'owner'),
    stages: STAGES.flatMap((stage) => {
      const on = maybe(row, `${stage}_on`)
      return on === null ? [] : [{ stage, on }]
    }),
    reviews: reviews.map((review) => ({
      requestedOn: String(review.requested_on),
      decidedOn: maybe(review, 'decided_on'),
      opinion: maybe(review, 'opinion'),
    })),
    statements: statements.map((statement) => asSent(statement, warehouse, scope)),
  }
}

const maybe = (row: Row, column: string) => (row[column] == null ? null : String(row[column]))

const PROJECT = {
  name: 'project.register',
  sql: `SELECT p.owner, p.idea_on, p.framing_on, p.pilot_on, p.production_on, p.stopped_on
FROM {project} AS p
WHERE p.project = @project`,
  columns: {
    owner: 'STRING',
    idea_on: 'DATE',
    framing_on: 'DATE',
    pilot_on: 'DATE',
    production_on: 'DATE',
    stopped_on: 'DATE',
  },
} as const

const REVIEWS = {
  name: 'project.reviews',
  sql: `SELECT r.requested_on, r.decided_on, r.opinion
FROM {review} AS r
WHERE r.project = @project
ORDER BY r.requested_on, r.review`,
  columns: { requested_on: 'DATE', decided_on: 'DATE', opinion: 'STRING' },
} as const
