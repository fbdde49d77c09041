import type { Language } from '#app/i18n/messages.ts'
import type { SyntheseView } from '#app/reports/synthese/synthese-view.ts'

/** What every section of the Synthèse is drawn from. */
export type PageProps = {
  readonly language: Language
  readonly view: SyntheseView & {
    /** Where a mission file is looked for, as a person types it. */
    readonly missionPath: string
    /** Why the mission file cannot be used; null when it can, or when there is none. */
    readonly missionRefusal: string | null
  }
  readonly address: string
  readonly reference: string
}
