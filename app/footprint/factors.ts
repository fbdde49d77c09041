import { type Factor, readFactors } from '#app/footprint/factor-file.ts'
import { FactorFileError, readRows } from '#app/footprint/factor-rows.ts'
import accelerators from '#app/footprint/factors/accelerators.csv?raw'
import grid from '#app/footprint/factors/grid.csv?raw'
import gridRegions from '#app/footprint/factors/grid-regions.csv?raw'
import methods from '#app/footprint/factors/methods.csv?raw'
import providerNames from '#app/footprint/factors/provider-names.csv?raw'
import pue from '#app/footprint/factors/pue.csv?raw'
import { type Fraction, ONE, over } from '#app/footprint/fraction.ts'

/** A width on each side: value ÷ low and value × high hold nine times in ten; both at least 1. */
export type Width = { readonly low: Fraction; readonly high: Fraction }

/** How many times the value may be too high or too low, from the bounds of its row. */
export function widthOf({ value, low, high }: Pick<Factor, 'value' | 'low' | 'high'>): Width {
  return value.n === 0n ? { low: ONE, high: ONE } : { low: over(value, low), high: over(high, value) }
}

const GRID = bySubject('grid.csv', grid)
const PUE = bySubject('pue.csv', pue)
const ACCELERATORS = bySubject('accelerators.csv', accelerators)
const METHODS = bySubject('methods.csv', methods)
const REGIONS = readGridRegions(gridRegions)
const PROVIDERS = readProviderNames(providerNames)

/** Every row of every factor file, by file, as pages list them. */
export const FACTOR_FILES = {
  'grid.csv': [...GRID.values()].flat(),
  'pue.csv': [...PUE.values()].flat(),
  'accelerators.csv': [...ACCELERATORS.values()].flat(),
  'methods.csv': [...METHODS.values()].flat(),
} as const satisfies Record<string, readonly Factor[]>

/** Subject and quantity → its rows, the latest last. */
function bySubject(file: string, text: string): ReadonlyMap<string, readonly Factor[]> {
  const rows = new Map<string, Factor[]>()
  for (const factor of readFactors(file, text)) {
    const key = `${factor.subject}|${factor.quantity}`
    rows.set(key, [...(rows.get(key) ?? []), factor])
  }
  for (const versions of rows.values()) versions.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return rows
}

function readGridRegions(text: string): ReadonlyMap<string, string> {
  const file = 'grid-regions.csv'
  const zones = new Map<string, string>()
  for (const row of readRows(file, text, ['region', 'zone', 'source', 'licence', 'recorded_on', 'note'])) {
    if (!GRID.has(`${row.zone}|intensity`))
      throw new FactorFileError(
        file,
        row.line,
        `the zone « ${row.zone} » is not in grid.csv`,
        'Add its intensity there first',
      )
    if (zones.has(row.region))
      throw new FactorFileError(
        file,
        row.line,
        `the region « ${row.region} » is there twice`,
        'Keep one of the two rows',
      )
    zones.set(row.region, row.zone)
  }
  return zones
}

function readProviderNames(text: string): ReadonlyMap<string, string> {
  const rows = readRows('provider-names.csv', text, ['name', 'provider', 'recorded_on'])
  return new Map(rows.map(({ name, provider }) => [name, provider]))
}

/** The row of a year: the latest that began by its end, so that the last one known stands for later years. */
function inYear(rows: readonly Factor[] | undefined, year: string): Factor | null {
  return rows?.findLast(({ validFrom }) => validFrom.slice(0, 4) <= year) ?? null
}

const spelled = (name: string) => name.trim().toLowerCase()

/** The zone of the grid that feeds a region; null when it is unknown. */
export function zoneOf(region: string): string | null {
  return REGIONS.get(spelled(region).replaceAll(' ', '')) ?? null
}

/** Grid of a region in a year, gCO2e/kWh location-based, with the year that the figure is of; null when unknown. */
export function gridOf(region: string, year: string): { zone: string; year: string; factor: Factor } | null {
  const zone = zoneOf(region)
  if (zone === null) return null
  const factor = inYear(GRID.get(`${zone}|intensity`), year)
  return factor === null ? null : { zone, year: factor.validFrom.slice(0, 4), factor }
}

/**
 * Facility ÷ IT energy of a provider's region, else of its fleet, else of sites of that hosting.
 * `subject` is the provider or the hosting whose figure it is; null when the year is before every figure.
 */
export function pueOf(
  at: { readonly provider: string; readonly region: string; readonly hosting: string },
  year: string,
): { subject: string; region: string; factor: Factor } | null {
  const region = spelled(at.region)
  const provider = PROVIDERS.get(spelled(at.provider))
  const hosting = PUE.has(`${at.hosting}:*|pue`) ? at.hosting : 'unassigned'
  const site = provider === undefined ? undefined : PUE.get(`${provider}:${region}|pue`)
  const fleet = provider === undefined ? undefined : PUE.get(`${provider}:*|pue`)
  const subject = site === undefined && fleet === undefined ? hosting : (provider ?? hosting)
  const factor = inYear(site ?? fleet ?? PUE.get(`${hosting}:*|pue`), year)
  return factor === null ? null : { subject, region, factor }
}

/** What an estimate needs of an accelerator; `peak` (dense TFLOP/s) is null where no source was read. */
export type Accelerator = {
  readonly id: string
  readonly tdp: Factor
  readonly idle: Factor
  readonly peak: Factor | null
}

/** Accelerator by id; null when it is not known. */
export function acceleratorOf(id: string): Accelerator | null {
  const key = spelled(id)
  const tdp = ACCELERATORS.get(`${key}|tdp`)?.at(-1)
  const idle = ACCELERATORS.get(`${key}|idle`)?.at(-1)
  if (tdp === undefined || idle === undefined) return null
  return { id: key, tdp, idle, peak: ACCELERATORS.get(`${key}|peak`)?.at(-1) ?? null }
}

/** A figure of methods.csv. Throws FactorFileError when the row was removed: no estimate holds without it. */
export function methodFactor(subject: string, quantity: string): Factor {
  const factor = METHODS.get(`${subject}|${quantity}`)?.at(-1)
  if (factor === undefined)
    throw new FactorFileError(
      'methods.csv',
      1,
      `no row for ${subject}, ${quantity}`,
      'Put it back: the estimator reads it',
    )
  return factor
}
