import type { PageSpec } from '#app/filters/page-address.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { PROVIDER_SORTS } from '#app/reports/sovereignty/providers-view.ts'
import { syntheseSpec } from '#app/reports/topics/page-spec.ts'

/** What the address of the page on sovereignty may say: the filters of the Synthèse, and its table of providers. */
export function sovereigntySpec(entities: Entities): PageSpec {
  return { ...syntheseSpec(entities), tables: { provider: PROVIDER_SORTS } }
}
