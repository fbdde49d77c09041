/** A period that holds a comma, « T4 2026, 47 premiers jours », takes a second one when the sentence goes on. */
export function setOff(period: string): string {
  return period.includes(',') ? `${period},` : period
}
