import { gridOf, pueOf, widthOf } from '#app/footprint/factors.ts'
import { type Form, formOf } from '#app/footprint/form.ts'
import type { Fraction } from '#app/footprint/fraction.ts'
import type { ActivityCombination, ModelParameters } from '#app/footprint/resolve-coefficients.ts'
import { type WidthedKey, widthedKey } from '#app/footprint/widthed-key.ts'

/** Where the energy is used: what turns IT energy into that of the data centre, and that into emissions. */
export type Place = {
  readonly pue: Fraction
  readonly grid: Fraction
  readonly pueKey: WidthedKey
  readonly gridKey: WidthedKey
}

export type Assessment = { readonly form: Form; readonly place: Place }

/**
 * The function that says how a combination is estimated; null when its region, year, model or accelerator is not
 * known. Combinations estimated alike get the same object, so that what is made of it is made once.
 */
export function assessor(
  models: ReadonlyMap<string, ModelParameters>,
): (combination: ActivityCombination) => Assessment | null {
  const forms = new Map<string, Form | null>()
  const places = new Map<string, Place>()
  const assessments = new Map<Form, Map<Place, Assessment>>()
  return (combination) => {
    const { route, model, accelerator, phase } = combination
    const form = kept(forms, [route, model, accelerator, phase].join('\u0000'), () =>
      formOf(combination, models),
    )
    const place = placeOf(combination, places)
    if (form === null || place === null) return null
    const ofForm = kept(assessments, form, () => new Map<Place, Assessment>())
    return kept(ofForm, place, () => ({ form, place }))
  }
}

function kept<Key, Value>(store: Map<Key, Value>, key: Key, make: () => Value): Value {
  const before = store.get(key)
  if (before !== undefined) return before
  const value = make()
  store.set(key, value)
  return value
}

function placeOf(combination: ActivityCombination, places: Map<string, Place>): Place | null {
  const grid = gridOf(combination.region, combination.year)
  const pue = pueOf(combination, combination.year)
  if (grid === null || pue === null) return null
  const id = [pue.subject, pue.region, pue.factor.line, grid.factor.line].join('\u0000')
  return kept(places, id, () => ({
    pue: pue.factor.value,
    grid: grid.factor.value,
    pueKey: widthedKey({ kind: 'pue', subject: pue.subject, region: pue.region }, widthOf(pue.factor)),
    gridKey: widthedKey({ kind: 'grid', subject: grid.zone, year: grid.year }, widthOf(grid.factor)),
  }))
}
