import { MONTHS } from '#app/demo/calendar.ts'
import { EVENTS } from '#app/demo/events.ts'
import { PROVIDERS } from '#app/demo/models.ts'
import { isMissing } from '#app/demo/other-rows.ts'
import { billingSource, SOURCES } from '#app/demo/streams.ts'
import type { Fact, PlainRow } from '#app/warehouse/schema.ts'

type Supply = { readonly source: string; readonly supplied: Fact; readonly from: string }

const SUPPLIES: readonly Supply[] = [
  ...Object.values(PROVIDERS).map((provider) => supply(billingSource(provider), 'billing')),
  supply(SOURCES.gateway, 'requests'),
  supply(SOURCES.assistant, 'requests', EVENTS.unknownModels.from.slice(0, 7)),
  supply(SOURCES.meters, 'gpu'),
  supply(SOURCES.supervision, 'gpu'),
  supply(SOURCES.gateway, 'users'),
  supply(SOURCES.staff, 'headcount'),
  supply(SOURCES.plan, 'budget'),
  supply(SOURCES.workshops, 'workshops'),
  supply(SOURCES.registry, 'projects'),
]

function supply(source: string, supplied: Fact, from = '2023-10'): Supply {
  return { source, supplied, from }
}

/** What each source should have sent, and whether it did. */
export function makeSourceMonths(): readonly PlainRow<'source_month'>[] {
  return MONTHS.flatMap((month) =>
    SUPPLIES.filter(({ from }) => from <= month).map(({ source, supplied }) => ({
      source,
      supplied,
      month,
      months_expected: 1,
      months_loaded: isMissing(source, month) ? 0 : 1,
    })),
  )
}
