/**
 * What happens in the demo group, with its dates: the generator and its tests read the same lines.
 * A date is the first day on which the new state holds.
 */
export const EVENTS = {
  priceDrop: { on: '2025-10-01', service: 'Cirrane Dialogue' },
  modelReplaced: {
    on: '2025-04-01',
    before: 'ostravel-medius',
    after: 'ostravel-brevis',
    service: 'Stratonne Dialogue',
  },
  workloadMoved: { on: '2026-08-01', before: 'europe-west3', after: 'europe-north2', provider: 'Cirrane' },
  idleCluster: { subsidiary: 'lestrenn', account: 'grappe-rade', from: '2024-05-01', gpus: 6 },
  fineTuned: { model: 'galatee-8-trevarn', standard: 'galatee-8', from: '2024-07-01' },
  joined: { subsidiary: 'begvorn', on: '2025-10-01' },
  left: { subsidiary: 'kanvorn', on: '2025-03-31' },
  missingMonth: { source: 'Facturation Altonimbe', supplied: 'billing', month: '2026-08' },
  lateCorrection: {
    day: '2026-02-17',
    invoiceMonth: '2026-10',
    subsidiary: 'lanvenn',
    service: 'Stratonne Dialogue',
    microEuros: -21_480_370_000,
  },
  largestModel: { model: 'ostravel-maxima', quarter: '2026-Q3' },
  costRise: { quarter: '2026-Q3', before: '2026-Q2', service: 'Cirrane Assistant' },
  largestOverrun: { subsidiary: 'dremmor', quarter: '2026-Q3' },
  unknownModels: { model: 'cirrane-assistant', from: '2025-11-01' },
  withoutHeadcount: { subsidiary: 'morwel' },
  belowCoverageFloor: { subsidiary: 'kelvor', region: 'altonimbe-1' },
  fewerThanFive: { subsidiary: 'stivor', activeUsers: 4 },
  expiringCertificate: { certificate: 'certificat-processus-ia', on: '2026-11-30' },
  adoptionFalls: { subsidiary: 'skornig', from: '2026-01' },
  /** Use cases in production at the end of 2026-Q3 that no expert allowed, by scale. */
  productionWithoutReview: { quarter: '2026-Q3', full: 9, tiny: 2 },
  /** Reviews asked for more than 60 days before the end of 2026-Q3 and still undecided: at least as many. */
  lateReviews: { days: 60, full: 3, tiny: 1 },
} as const
