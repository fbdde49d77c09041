import { acceleratorNameOf } from '#app/footprint/accelerator-names.ts'
import { zoneOf } from '#app/footprint/factors.ts'
import type { Messages } from '#app/i18n/messages.ts'
import type { Language } from '#app/metrics/language.ts'
import type { Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

const COUNTRIES: Readonly<Record<Language, Intl.DisplayNames>> = {
  fr: new Intl.DisplayNames('fr', { type: 'region', fallback: 'none' }),
  en: new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }),
}

/** « NVIDIA A100 80 Go SXM »; the id where the factor table does not know it. */
export function acceleratorName(id: string, { messages }: Words): string {
  const name = acceleratorNameOf(id)
  if (name === null) return id
  const memory = name.memory === null ? '' : messages.dimensions.gigabytes(name.memory)
  return [name.model, memory, name.form].filter((part) => part !== '').join(' ')
}

/** « Allemagne (europe-west3) »: where a region is, and the id that its provider gives it; the id alone where nobody knows. */
export function regionName(id: string, words: Words): string {
  if (id === UNASSIGNED) return words.messages.dimensions.unassigned
  const place = countryName(id, words) ?? zoneOfRegion(id, words)
  return place === null ? id : `${place} (${id})`
}

function countryName(id: string, { language }: Words): string | null {
  // ZZ is the code of an unknown country.
  return /^(?!zz)[a-z]{2}$/i.test(id) ? (COUNTRIES[language].of(id.toUpperCase()) ?? null) : null
}

function zoneOfRegion(id: string, { messages }: Words): string | null {
  const zone = zoneOf(id)
  return zone === null ? null : zoneName(zone, messages)
}

/** What the zone of a grid is called. */
export function zoneName(zone: string, messages: Messages): string {
  const zones: Readonly<Record<string, string>> = messages.footprint.zone
  return zones[zone] ?? zone
}
