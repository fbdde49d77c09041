import { makeAccounts } from '#app/demo/accounts.ts'
import { type ActivityPart, makeActivity } from '#app/demo/activity.ts'
import { makeBudgets } from '#app/demo/budgets.ts'
import { AS_OF, FIRST_MONTH, LAST_MONTH } from '#app/demo/calendar.ts'
import { CERTIFICATES } from '#app/demo/certificates.ts'
import { BUSINESS_LINES, type DemoSubsidiary, GROUP_NAME } from '#app/demo/group.ts'
import { MISSION } from '#app/demo/mission.ts'
import { MODELS } from '#app/demo/models.ts'
import { makeActiveUsers, makeHeadcount, makeWorkshops } from '#app/demo/people.ts'
import { makeProjects } from '#app/demo/projects.ts'
import { makeReviews } from '#app/demo/reviews.ts'
import { type Scale, scaleSize } from '#app/demo/scale.ts'
import { makeSourceMonths } from '#app/demo/source-months.ts'
import type { PlainRow, PlainTableName } from '#app/warehouse/schema.ts'

/** The core tables that the demo fills beside its activity. */
export type DemoTable = Exclude<
  PlainTableName,
  'calendar_day' | 'calendar_month' | 'coefficient' | 'factor_combination' | 'factor_key'
>

export type Demo = {
  readonly info: {
    readonly groupName: string
    readonly asOf: string
    readonly firstMonth: string
    readonly lastMonth: string
    readonly fiscalStart: number
  }
  readonly tables: { readonly [Table in DemoTable]: readonly PlainRow<Table>[] }
  /** By month, then source; made as it is walked, the same each time. */
  readonly activity: Iterable<ActivityPart>
  /** What `mission.json` holds. */
  readonly mission: typeof MISSION
}

/** The demo group: the same seed and scale give the same rows on every machine. `seed` is a whole number. */
export function generateDemo({ seed, scale }: { readonly seed: number; readonly scale: Scale }): Demo {
  const size = scaleSize(scale)
  const projects = makeProjects(seed, size)
  const activity = makeActivity(seed, size, projects)
  return {
    info: {
      groupName: GROUP_NAME,
      asOf: AS_OF,
      firstMonth: FIRST_MONTH,
      lastMonth: LAST_MONTH,
      fiscalStart: 1,
    },
    tables: {
      subsidiary: size.subsidiaries.map(subsidiaryRow),
      business_line: BUSINESS_LINES,
      project: projects.map(({ row }) => row),
      model: MODELS,
      account: makeAccounts(),
      review: makeReviews(projects, scale),
      certificate: CERTIFICATES,
      workshop: makeWorkshops(size),
      active_users_month: makeActiveUsers(size),
      headcount: makeHeadcount(size),
      budget: makeBudgets(size, activity),
      source_month: makeSourceMonths(),
    },
    activity,
    mission: MISSION,
  }
}

function subsidiaryRow({
  id,
  name,
  shortName,
  line,
  joinedOn,
  leftOn,
}: DemoSubsidiary): PlainRow<'subsidiary'> {
  return {
    subsidiary: id,
    name,
    short_name: shortName,
    business_line: line,
    joined_on: joinedOn,
    left_on: leftOn,
  }
}
