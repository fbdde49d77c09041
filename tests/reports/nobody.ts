import type { Entities } from '#app/reports/entities.server.ts'

/** A reader's entities where there are none: names are ids. */
export const NOBODY: Entities = {
  subsidiaries: new Map(),
  businessLines: new Map(),
  projects: new Map(),
  models: new Map(),
  values: new Map(),
}
