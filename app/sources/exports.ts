import type { ExportFormatId, ExportSource } from '#app/sources/export-source.ts'
import { FOCUS_TABLE } from '#app/sources/focus-table.ts'
import { GCP_BILLING } from '#app/sources/gcp-billing.ts'

/** Every format of tables that can be read where they lie. */
export const EXPORTS: Readonly<Record<ExportFormatId, ExportSource>> = {
  'gcp-billing': GCP_BILLING,
  focus: FOCUS_TABLE,
}
