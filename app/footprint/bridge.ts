/** One activity with one unit, at both ends of a change. `activity` in its own unit, energy in kWh, carbon in kg. */
export type Family = {
  readonly before: { readonly activity: number; readonly energy: number; readonly carbon: number }
  readonly after: { readonly activity: number; readonly energy: number; readonly carbon: number }
}

/** Parts of a change of carbon, in kg; they add up to it without residual. */
export type Bridge = { readonly volume: number; readonly intensity: number; readonly grid: number }

/**
 * Splits a change of carbon into volume (activity), intensity (energy per unit of activity) and grid (carbon per
 * unit of energy), family by family, by additive LMDI-I (Ang 2005). A family absent at one end is all volume.
 */
export function splitChange(families: readonly Family[]): Bridge {
  const parts = families.map(splitFamily)
  const total = (part: keyof Bridge) => parts.reduce((sum, each) => sum + each[part], 0)
  return { volume: total('volume'), intensity: total('intensity'), grid: total('grid') }
}

function splitFamily({ before, after }: Family): Bridge {
  const change = after.carbon - before.carbon
  if (before.activity <= 0 || after.activity <= 0) return { volume: change, intensity: 0, grid: 0 }
  // Activity that emits at one end only began or ceased to use energy: its intensity is what changed.
  if (before.energy <= 0 || after.energy <= 0 || before.carbon <= 0 || after.carbon <= 0)
    return { volume: 0, intensity: change, grid: 0 }
  const weight = logarithmicMean(after.carbon, before.carbon)
  const volume = weight * Math.log(after.activity / before.activity)
  const grid = weight * Math.log(after.carbon / after.energy / (before.carbon / before.energy))
  return { volume, grid, intensity: change - volume - grid }
}

function logarithmicMean(a: number, b: number): number {
  return a === b ? a : (a - b) / Math.log(a / b)
}
