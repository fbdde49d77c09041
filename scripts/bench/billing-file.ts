import { open } from 'node:fs/promises'
import { hashText, integerBetween, mix, pick } from '#app/demo/random.ts'
import { daysBetween, lastDayOf } from '#app/warehouse/calendar.ts'

const ROWS_A_WRITE = 5_000
const RESOURCES = 1_500
const ACCOUNTS = 30
/** Amounts are made as whole billionths: a double would print digits that no invoice has. */
const PARTS = 1_000_000_000

const COLUMNS = [
  'BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,ChargeCategory',
  'ChargeDescription,ChargeFrequency,ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,ContractedCost,ListCost',
  'ConsumedQuantity,ConsumedUnit,PricingCategory,ProviderName,PublisherName,RegionId,ResourceId,ServiceCategory',
  'ServiceName,SkuId,SubAccountId,SubAccountName,Tags',
].join(',')

const PROVIDERS = ['AWS', 'Microsoft', 'Google Cloud'] as const
const REGIONS = [
  'eu-west-1',
  'eu-west-3',
  'eu-central-1',
  'europe-west9',
  'francecentral',
  'us-east-1',
] as const
const UNITS = [
  'claims',
  'banking',
  'health',
  'property',
  'energy',
  'logistics',
  'retail',
  'research',
] as const
const SERVICES = [
  ['AI and Machine Learning', 'Model inference', 'Tokens'],
  ['AI and Machine Learning', 'Model training', 'Hours'],
  ['AI and Machine Learning', 'Document reading', 'Pages'],
  ['AI and Machine Learning', 'Speech to text', 'Seconds'],
  ['Compute', 'GPU instances', 'Hours'],
  ['Compute', 'Virtual machines', 'Hours'],
  ['Compute', 'Containers', 'Hours'],
  ['Storage', 'Object storage', 'GB'],
  ['Databases', 'Vector index', 'Hours'],
  ['Networking', 'Data transfer', 'GB'],
] as const

type Resource = {
  readonly before: string
  readonly middle: string
  readonly after: string
  readonly size: number
}

/** What the rows of one resource share, as pieces of CSV around what changes from row to row. */
function resourceOf(seed: number, index: number): Resource {
  const hash = mix(seed, index)
  const account = integerBetween(mix(hash, 1), 1, ACCOUNTS)
  const provider = PROVIDERS[account % PROVIDERS.length]
  const [category, service, unit] = pick<(typeof SERVICES)[number]>(mix(hash, 2), SERVICES)
  const region = pick(mix(hash, 3), REGIONS)
  const team = pick(mix(hash, 4), UNITS)
  const tags = `"{""business_unit"": ""${team}"", ""environment"": ""${index % 3 === 0 ? 'test' : 'production'}"", ""application"": ""app-${index % 120}""}"`
  return {
    before: `BA-${(account % 4) + 1},Groupe d’essai,EUR`,
    middle: `"${service}, ${region}",Usage-Based`,
    after: `${unit},Standard,${provider},${provider},${region},res-${hash.toString(16)},${category},${service},SKU-${index % 400},acc-${account},Account ${account},${index % 9 === 0 ? '' : tags}`,
    size: integerBetween(mix(hash, 5), 1, 400),
  }
}

function amount(billionths: number): string {
  const whole = Math.trunc(Math.abs(billionths) / PARTS)
  return `${billionths < 0 ? '-' : ''}${whole}.${String(Math.abs(billionths) % PARTS).padStart(9, '0')}`
}

/** The billing period that a day belongs to: it ends where the next one starts. */
function periodOf(day: string): string {
  const next = new Date(Date.parse(lastDayOf(day.slice(0, 7))) + 86_400_000).toISOString().slice(0, 10)
  return `${day.slice(0, 7)}-01 00:00:00,${next} 00:00:00`
}

function rowOf(resource: Resource, day: string, period: string, hash: number): string {
  const hour = String(integerBetween(mix(hash, 1), 0, 22)).padStart(2, '0')
  const following = String(Number(hour) + 1).padStart(2, '0')
  const isCredit = hash % 211 === 0
  const list = resource.size * integerBetween(mix(hash, 2), 10_000, 40_000_000)
  const billed = isCredit ? -list : list - Math.floor(list / 5)
  const charge = `${day} ${hour}:00:00,${day} ${following}:00:00`
  const costs = `${amount(billed)},${amount(billed)},${amount(billed)},${amount(isCredit ? 0 : list)}`
  return `${resource.before},${period},${isCredit ? 'Credit' : 'Usage'},${resource.middle},${charge},${costs},${amount(list)},${resource.after}\n`
}

/**
 * Writes a FOCUS billing file of `rows` charges spread over whole months (YYYY-MM, both included): three providers,
 * thirty accounts, ten services, tags, a few credits. The same seed gives the same bytes.
 */
export async function writeBillingFile(
  file: string,
  choice: { readonly seed: number; readonly rows: number; readonly from: string; readonly to: string },
): Promise<void> {
  const seed = hashText(`billing ${choice.seed}`)
  const resources = Array.from({ length: RESOURCES }, (_, index) => resourceOf(hashText('resources'), index))
  const days = daysBetween(`${choice.from}-01`, lastDayOf(choice.to)).map(
    (day) => [day, periodOf(day)] as const,
  )
  const handle = await open(file, 'w')
  try {
    await handle.write(`${COLUMNS}\n`)
    for (let first = 0; first < choice.rows; first += ROWS_A_WRITE) {
      let text = ''
      for (let row = first; row < Math.min(choice.rows, first + ROWS_A_WRITE); row += 1) {
        const hash = mix(seed, row)
        const resource = resources[integerBetween(hash, 0, RESOURCES - 1)]
        const day = days[Math.floor((row * days.length) / choice.rows)]
        if (resource !== undefined && day !== undefined) text += rowOf(resource, ...day, mix(hash, 7))
      }
      await handle.write(text)
    }
  } finally {
    await handle.close()
  }
}

/** The map that goes with the file: its business units are the subsidiaries. */
export const BILLING_MAP = JSON.stringify({ assign: [{ from: 'tag:business_unit', to: 'subsidiary' }] })
