import { EVENTS } from '#app/demo/events.ts'
import { PROVIDERS } from '#app/demo/models.ts'

/** One value per quarter, from 2023-Q4 to 2026-Q4; a value between two follows from its neighbours. */
export type Anchors = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

/** Accelerators rented or owned for a stream. Energies at the equipment, in kW per accelerator. */
export type Pool = {
  readonly accelerator: string
  readonly hours: Anchors
  /** Share of the hours used; null where nobody measures it. */
  readonly used: Anchors | null
  readonly metered: { readonly usedKw: number; readonly idleKw: number } | null
  readonly microEurosPerHour: number
  /** Share of the price paid in advance each month. */
  readonly reserved: number
}

/** A change of model, region or price on a day. */
type Since<T> = readonly { readonly from: string; readonly value: T }[]

/** Use cases that call one kind of model at one provider. */
export type Stream = {
  readonly id: string
  readonly approach: 'generative' | 'classic'
  readonly provider: string
  readonly account: string
  /** Rung of the hosting ladder. */
  readonly hosting: string
  readonly region: Since<string>
  readonly model: Since<string>
  readonly service: string
  readonly serviceCategory: string
  /** Requests of a quarter, in millions. */
  readonly requests: Anchors
  /** Tokens of a request; null where the service does not count them. */
  readonly tokens: { readonly input: Anchors; readonly output: Anchors } | null
  readonly cachedShare: Anchors | null
  readonly reasoningShare: Anchors | null
  /** Catalogue price of a token, in billionths of a euro; empty where usage is not billed by token. */
  readonly price: Since<{ readonly input: number; readonly output: number }>
  readonly pool: Pool | null
  readonly gateway: string
  /** The only subsidiary that uses it, at every scale; null where any may. */
  readonly onlyAt: string | null
}

export const SOURCES = {
  gateway: 'Passerelle des modèles',
  assistant: 'Journal de Cirrane Assistant',
  meters: 'Compteurs du centre de calcul',
  supervision: 'Supervision GPU',
  own: 'Refacturation du centre de calcul',
  registry: 'Registre des cas d’usage',
  reviews: 'Registre des revues',
  workshops: 'Suivi des ateliers',
  staff: 'Effectifs',
  plan: 'Plan budgétaire',
} as const

/** The source of a provider's bills. */
export function billingSource(provider: string): string {
  return BILLING_SOURCES.get(provider) ?? `Facturation ${provider}`
}
const BILLING_SOURCES = new Map<string, string>([
  ...Object.values(PROVIDERS).map((provider) => [provider, `Facturation ${provider}`] as const),
  [PROVIDERS.own, SOURCES.own],
])

const always = <T>(value: T): Since<T> => [{ from: '2023-10-01', value }]
const AI = 'AI and Machine Learning'
const CACHED: Anchors = [0, 0, 0.02, 0.04, 0.06, 0.09, 0.12, 0.15, 0.19, 0.23, 0.27, 0.3, 0.32]
const REASONING: Anchors = [0, 0, 0, 0, 0.04, 0.08, 0.12, 0.15, 0.18, 0.2, 0.22, 0.24, 0.25]
const MAXIMA_TOKENS = {
  input: [7200, 6900, 5850, 5300, 4850, 4800, 4800, 4480, 4000, 3680, 3330, 3140, 3070],
  output: [1000, 980, 950, 930, 900, 880, 860, 830, 790, 750, 700, 690, 680],
} as const satisfies Stream['tokens']
const MAXIMA_PRICE: Stream['price'] = [
  { from: '2023-10-01', value: { input: 14_000, output: 56_000 } },
  { from: EVENTS.priceDrop.on, value: { input: 11_000, output: 44_000 } },
]

function maxima(
  id: string,
  more: Pick<Stream, 'provider' | 'account' | 'hosting' | 'region' | 'service' | 'requests'>,
): Stream {
  return {
    id,
    approach: 'generative',
    model: always('ostravel-maxima'),
    serviceCategory: AI,
    tokens: MAXIMA_TOKENS,
    cachedShare: CACHED,
    reasoningShare: REASONING,
    price: MAXIMA_PRICE,
    pool: null,
    gateway: SOURCES.gateway,
    onlyAt: null,
    ...more,
  }
}

/** In the order in which use cases take them up. */
export const STREAMS: readonly Stream[] = [
  maxima('maxima', {
    provider: PROVIDERS.cirrane,
    account: 'cirrane-dialogue',
    hosting: 'eu_us_cloud',
    region: always('europe-west3'),
    service: 'Cirrane Dialogue',
    requests: [1.2, 1.45, 1.7, 1.85, 2.05, 2.1, 2.15, 2.2, 2.25, 2.35, 2.5, 2.6, 2.7],
  }),
  maxima('maxima-moved', {
    provider: PROVIDERS.cirrane,
    account: 'cirrane-appels',
    hosting: 'eu_us_cloud',
    region: [
      { from: '2023-10-01', value: EVENTS.workloadMoved.before },
      { from: EVENTS.workloadMoved.on, value: EVENTS.workloadMoved.after },
    ],
    service: 'Cirrane Dialogue',
    requests: [0.6, 0.75, 0.9, 1.05, 1.25, 1.25, 1.3, 1.3, 1.35, 1.4, 1.5, 1.6, 1.7],
  }),
  maxima('maxima-keys', {
    provider: PROVIDERS.stratonne,
    account: 'stratonne-cles',
    hosting: 'eu_external_keys',
    region: always('europe-west9'),
    service: 'Stratonne Dialogue, clés externes',
    requests: [0.6, 0.85, 1.1, 1.25, 1.45, 1.55, 1.65, 1.75, 1.95, 2.15, 2.35, 2.5, 2.7],
  }),
  {
    id: 'mid',
    approach: 'generative',
    provider: PROVIDERS.stratonne,
    account: 'stratonne-dialogue',
    hosting: 'eu_us_cloud',
    region: always('europe-west3'),
    model: [
      { from: '2023-10-01', value: EVENTS.modelReplaced.before },
      { from: EVENTS.modelReplaced.on, value: EVENTS.modelReplaced.after },
    ],
    service: 'Stratonne Dialogue',
    serviceCategory: AI,
    requests: [2.4, 2.9, 3.5, 4.1, 4.8, 5.4, 6.1, 6.7, 6.7, 6.7, 6.6, 6.5, 6.6],
    tokens: {
      input: [6800, 6600, 6200, 5700, 5300, 5000, 5000, 4950, 4850, 4750, 4700, 4650, 4600],
      output: [900, 880, 850, 800, 760, 720, 710, 700, 690, 680, 680, 670, 660],
    },
    cachedShare: CACHED,
    reasoningShare: null,
    price: [
      { from: '2023-10-01', value: { input: 5_200, output: 20_800 } },
      { from: EVENTS.modelReplaced.on, value: { input: 2_700, output: 10_800 } },
    ],
    pool: null,
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'calvane',
    approach: 'generative',
    provider: PROVIDERS.stratonne,
    account: 'stratonne-ouvert',
    hosting: 'eu_external_keys',
    region: always('europe-west4'),
    model: always('calvane-300'),
    service: 'Stratonne Modèles ouverts',
    serviceCategory: AI,
    requests: [0.1, 0.2, 0.35, 0.55, 0.85, 1.3, 1.8, 2.3, 2.8, 3.0, 3.2, 3.4, 3.7],
    tokens: {
      input: [5200, 5200, 5100, 5100, 5000, 5000, 4900, 4800, 4700, 4700, 4600, 4600, 4500],
      output: [620, 620, 620, 620, 610, 600, 600, 590, 580, 580, 570, 570, 560],
    },
    cachedShare: CACHED,
    reasoningShare: null,
    price: always({ input: 5_500, output: 16_000 }),
    pool: null,
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'galatee',
    approach: 'generative',
    provider: PROVIDERS.own,
    account: 'kreiz-dialogue',
    hosting: 'on_premise',
    region: always('fr'),
    model: always('galatee-8'),
    service: 'Calcul accéléré',
    serviceCategory: 'Compute',
    requests: [0.3, 0.6, 0.75, 0.9, 1.05, 1.2, 1.4, 1.6, 1.75, 1.85, 1.95, 2.05, 2.1],
    tokens: {
      input: [2900, 2900, 2900, 2850, 2800, 2800, 2750, 2700, 2700, 2650, 2600, 2600, 2600],
      output: [420, 420, 420, 410, 410, 400, 400, 390, 390, 380, 380, 380, 370],
    },
    cachedShare: null,
    reasoningShare: null,
    price: [],
    pool: {
      accelerator: 'a100-80-sxm',
      hours: [4000, 4400, 4800, 5200, 5600, 5900, 6100, 6300, 6600, 6900, 7200, 7400, 7600],
      used: [0.47, 0.5, 0.54, 0.56, 0.58, 0.61, 0.64, 0.67, 0.71, 0.74, 0.77, 0.79, 0.8],
      metered: { usedKw: 0.36, idleKw: 0.12 },
      microEurosPerHour: 10_000_000,
      reserved: 0,
    },
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'galatee-trevarn',
    approach: 'generative',
    provider: PROVIDERS.own,
    account: 'kreiz-affine',
    hosting: 'on_premise',
    region: always('fr'),
    model: always('galatee-8-trevarn'),
    service: 'Calcul accéléré',
    serviceCategory: 'Compute',
    requests: [0, 0, 0, 0.2, 0.5, 0.9, 1.3, 1.7, 2.0, 2.15, 2.3, 2.4, 2.6],
    tokens: {
      input: [1500, 1500, 1500, 1500, 1450, 1400, 1400, 1350, 1350, 1300, 1300, 1300, 1300],
      output: [340, 340, 340, 340, 330, 330, 320, 320, 320, 310, 310, 310, 310],
    },
    cachedShare: null,
    reasoningShare: null,
    price: [],
    pool: {
      accelerator: 'a100-80-sxm',
      hours: [0, 0, 0, 1000, 1700, 2400, 3100, 3800, 4500, 5000, 5500, 5800, 6100],
      used: [0.5, 0.5, 0.5, 0.52, 0.58, 0.63, 0.67, 0.7, 0.73, 0.76, 0.79, 0.81, 0.82],
      metered: { usedKw: 0.35, idleKw: 0.12 },
      microEurosPerHour: 10_000_000,
      reserved: 0,
    },
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'passages',
    approach: 'generative',
    provider: PROVIDERS.boreane,
    account: 'boreane-passages',
    hosting: 'secnumcloud',
    region: always('europe-north1'),
    model: always('galatee-passages'),
    service: 'Boréane Plongements',
    serviceCategory: AI,
    requests: [0.2, 0.4, 0.5, 0.65, 0.8, 1.0, 1.25, 1.5, 1.7, 1.85, 1.95, 2.0, 2.1],
    tokens: {
      input: [900, 900, 900, 900, 880, 860, 850, 850, 840, 830, 820, 820, 820],
      output: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    },
    cachedShare: null,
    reasoningShare: null,
    price: always({ input: 6_000, output: 0 }),
    pool: null,
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'velmora',
    approach: 'generative',
    provider: PROVIDERS.altonimbe,
    account: 'altonimbe-api',
    hosting: 'outside_eu',
    region: always('us-east4'),
    model: always('velmora-grand'),
    service: 'Altonimbe API',
    serviceCategory: AI,
    requests: [0.5, 0.55, 0.58, 0.56, 0.54, 0.52, 0.5, 0.46, 0.42, 0.38, 0.35, 0.32, 0.3],
    tokens: {
      input: [3900, 3900, 3900, 3800, 3800, 3700, 3700, 3600, 3500, 3500, 3400, 3400, 3400],
      output: [600, 600, 600, 590, 580, 570, 560, 550, 540, 530, 520, 520, 510],
    },
    cachedShare: null,
    reasoningShare: null,
    price: always({ input: 16_000, output: 62_000 }),
    pool: null,
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'kelvor',
    approach: 'generative',
    provider: PROVIDERS.altonimbe,
    account: 'altonimbe-assistance',
    hosting: 'outside_eu',
    region: always(EVENTS.belowCoverageFloor.region),
    model: always('unassigned'),
    service: 'Altonimbe Assistance',
    serviceCategory: AI,
    requests: [0.05, 0.06, 0.07, 0.08, 0.092, 0.105, 0.118, 0.131, 0.144, 0.157, 0.17, 0.182, 0.192],
    tokens: {
      input: [2600, 2600, 2600, 2600, 2600, 2600, 2600, 2600, 2600, 2600, 2600, 2600, 2600],
      output: [380, 380, 380, 380, 380, 380, 380, 380, 380, 380, 380, 380, 380],
    },
    cachedShare: null,
    reasoningShare: null,
    price: always({ input: 9_000, output: 36_000 }),
    pool: null,
    gateway: SOURCES.gateway,
    onlyAt: EVENTS.belowCoverageFloor.subsidiary,
  },
  {
    id: 'assistant',
    approach: 'generative',
    provider: PROVIDERS.cirrane,
    account: 'cirrane-assistant',
    hosting: 'eu_us_cloud',
    region: always('europe-west3'),
    model: always(EVENTS.unknownModels.model),
    service: EVENTS.costRise.service,
    serviceCategory: 'Business Applications',
    requests: [0, 0, 0, 0, 0, 0, 0, 0, 0.25, 3.6, 6.8, 9.3, 10.8],
    tokens: {
      input: [260, 260, 260, 260, 260, 260, 260, 260, 260, 260, 260, 260, 260],
      output: [60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60],
    },
    cachedShare: null,
    reasoningShare: null,
    price: [],
    pool: null,
    gateway: SOURCES.assistant,
    onlyAt: null,
  },
  {
    id: 'tabulaire',
    approach: 'classic',
    provider: PROVIDERS.own,
    account: 'kreiz-scores',
    hosting: 'on_premise',
    region: always('fr'),
    model: always('argile-tabulaire'),
    service: 'Calcul accéléré',
    serviceCategory: 'Compute',
    requests: [0.55, 0.65, 0.75, 0.95, 1.25, 1.7, 2.2, 2.75, 3.1, 3.2, 3.25, 3.3, 3.35],
    tokens: null,
    cachedShare: null,
    reasoningShare: null,
    price: [],
    pool: {
      accelerator: 'l4',
      hours: [2800, 3100, 3400, 3700, 4100, 4600, 5200, 5800, 6200, 6500, 6900, 7100, 7300],
      used: [0.5, 0.5, 0.52, 0.54, 0.56, 0.58, 0.61, 0.64, 0.67, 0.7, 0.72, 0.74, 0.75],
      metered: null,
      microEurosPerHour: 3_500_000,
      reserved: 0,
    },
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'score',
    approach: 'classic',
    provider: PROVIDERS.cirrane,
    account: 'cirrane-score',
    hosting: 'eu_us_cloud',
    region: always('europe-west3'),
    model: always('ostravel-score'),
    service: 'Cirrane Instances accélérées',
    serviceCategory: 'Compute',
    requests: [1.4, 1.7, 2.0, 2.3, 2.7, 3.1, 3.6, 4.1, 4.2, 4.1, 4.0, 3.9, 3.8],
    tokens: null,
    cachedShare: null,
    reasoningShare: null,
    price: [],
    pool: {
      accelerator: 'a10g',
      hours: [3000, 3300, 3600, 3900, 4200, 4500, 4800, 5200, 5400, 5600, 5800, 6000, 6200],
      used: null,
      metered: null,
      microEurosPerHour: 5_600_000,
      reserved: 0,
    },
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
  {
    id: 'image',
    approach: 'classic',
    provider: PROVIDERS.iroise,
    account: 'iroise-lecture',
    hosting: 'secnumcloud',
    region: always('fr'),
    model: always('argile-image'),
    service: 'Iroise Instances GPU',
    serviceCategory: 'Compute',
    requests: [0.3, 0.4, 0.5, 0.6, 0.75, 1.0, 1.3, 1.65, 1.85, 1.95, 2.05, 2.1, 2.2],
    tokens: null,
    cachedShare: null,
    reasoningShare: null,
    price: [],
    pool: {
      accelerator: 'l40s',
      hours: [2400, 2900, 3300, 3700, 4100, 4700, 5500, 6300, 7100, 7600, 8100, 8500, 8800],
      used: [0.48, 0.5, 0.52, 0.54, 0.57, 0.6, 0.63, 0.66, 0.69, 0.72, 0.74, 0.76, 0.77],
      metered: null,
      microEurosPerHour: 16_500_000,
      reserved: 0.4,
    },
    gateway: SOURCES.gateway,
    onlyAt: null,
  },
]

/** Hours that serve no request: models learn or are tuned. */
export type Learning = Pick<
  Stream,
  'provider' | 'account' | 'hosting' | 'region' | 'service' | 'serviceCategory'
> & {
  readonly id: string
  readonly model: string
  readonly phase: 'training' | 'tuning'
  /** Streams whose use cases learn there. */
  readonly streams: readonly string[]
  readonly pool: Pool
}

export const LEARNING: readonly Learning[] = [
  {
    id: 'tuning',
    provider: PROVIDERS.stratonne,
    account: 'stratonne-affinage',
    hosting: 'eu_external_keys',
    region: always('europe-west9'),
    service: 'Stratonne Calcul accéléré',
    serviceCategory: 'Compute',
    model: EVENTS.fineTuned.model,
    phase: 'tuning',
    streams: ['galatee', 'galatee-trevarn', 'calvane'],
    pool: {
      accelerator: 'h100-sxm',
      hours: [4200, 6600, 8200, 5600, 4200, 3900, 3700, 3600, 4100, 4400, 4700, 5000, 5000],
      used: [0.5, 0.52, 0.56, 0.58, 0.6, 0.62, 0.64, 0.67, 0.7, 0.73, 0.75, 0.76, 0.77],
      metered: null,
      microEurosPerHour: 16_000_000,
      reserved: 0,
    },
  },
  {
    id: 'training',
    provider: PROVIDERS.cirrane,
    account: 'cirrane-entrainement',
    hosting: 'eu_us_cloud',
    region: always('europe-west3'),
    service: 'Cirrane Instances accélérées',
    serviceCategory: 'Compute',
    model: 'argile-series',
    phase: 'training',
    streams: ['score', 'image', 'tabulaire'],
    pool: {
      accelerator: 'a100-80-sxm',
      hours: [8400, 9600, 10600, 10200, 9000, 8000, 7200, 6600, 6600, 6800, 7000, 7200, 7200],
      used: [0.48, 0.5, 0.53, 0.55, 0.58, 0.61, 0.64, 0.67, 0.7, 0.73, 0.75, 0.76, 0.77],
      metered: null,
      microEurosPerHour: 13_000_000,
      reserved: 0,
    },
  },
]

/** The cluster that mostly waits: hours of work a weekday, by quarter. */
export const IDLE_CLUSTER = {
  provider: PROVIDERS.own,
  hosting: 'on_premise',
  region: 'fr',
  service: 'Grappe Rade',
  serviceCategory: 'Compute',
  model: 'argile-series',
  accelerator: 'h100-sxm',
  hoursOfWork: [8, 8, 8, 8.1, 8.2, 8.3, 8.4, 8.5, 8.7, 8.8, 8.9, 9, 9.1] as Anchors,
  usedOfWork: 0.92,
  metered: { usedKw: 0.6, idleKw: 0.19 },
  microEurosPerHour: 16_000_000,
} as const

/** Services that generative use cases rent beside models, billed on Mondays; thousands of euros a quarter. */
export type Platform = Pick<Stream, 'provider' | 'account' | 'hosting' | 'service' | 'serviceCategory'> & {
  readonly region: string
  readonly thousands: Anchors
}
export const PLATFORMS: readonly Platform[] = [
  {
    provider: PROVIDERS.stratonne,
    account: 'stratonne-vecteurs',
    hosting: 'eu_external_keys',
    region: 'europe-west9',
    service: 'Stratonne Vecteurs',
    serviceCategory: 'Databases',
    thousands: [10, 13, 17, 21, 26, 32, 40, 50, 63, 77, 88, 92, 95],
  },
  {
    provider: PROVIDERS.cirrane,
    account: 'cirrane-orchestration',
    hosting: 'eu_us_cloud',
    region: 'europe-west3',
    service: 'Cirrane Orchestration',
    serviceCategory: 'Integration',
    thousands: [40, 55, 85, 115, 150, 190, 230, 262, 285, 285, 278, 268, 268],
  },
  {
    provider: PROVIDERS.boreane,
    account: 'boreane-recherche',
    hosting: 'secnumcloud',
    region: 'europe-north1',
    service: 'Boréane Recherche',
    serviceCategory: 'Analytics',
    thousands: [14, 18, 23, 28, 34, 41, 50, 61, 74, 88, 97, 100, 103],
  },
]

/** Seats of the office assistant: share of active users who have one, and their monthly price. */
export const SEATS = {
  share: [0, 0, 0, 0, 0, 0, 0, 0, 0.02, 0.14, 0.245, 0.33, 0.37] as Anchors,
  microEuros: 30_000_000,
}

/** What no tag assigns, in each service. */
export const UNTAGGED_SHARE = 0.044

/** What is paid of the catalogue's price, by provider, in thousandths. */
export const PAID_OF_LIST: Readonly<Record<string, number>> = {
  [PROVIDERS.stratonne]: 920,
  [PROVIDERS.cirrane]: 930,
  [PROVIDERS.altonimbe]: 1000,
  [PROVIDERS.boreane]: 950,
  [PROVIDERS.iroise]: 940,
  [PROVIDERS.own]: 1000,
}

/** Taxes that are not recovered, and credits granted, by provider, in thousandths of the month's usage. */
export const TAXES: Readonly<Record<string, number>> = { [PROVIDERS.cirrane]: 15, [PROVIDERS.altonimbe]: 20 }
export const CREDITS: Readonly<Record<string, number>> = { [PROVIDERS.stratonne]: 30 }

/** The value that holds on a day. */
export function valueOn<T>(since: Since<T>, day: string): T | null {
  let value: T | null = null
  for (const step of since) if (step.from <= day) value = step.value
  return value
}

/** The anchor of a quarter counted from 2023-Q4. */
export function anchor(anchors: Anchors, quarter: number): number {
  return anchors[quarter] ?? 0
}
