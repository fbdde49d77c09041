import type { sovereignty as french } from '#app/i18n/fr/sovereignty.ts'
import { setOff } from '#app/i18n/set-off.ts'

/** The words of the page on sovereignty and the written definitions of the hosting ladder, in English. */
export const sovereignty: typeof french = {
  title: 'Sovereignty',
  lead: {
    now: (share, period) => `${share} of spend sat on the top three hosting rungs ${period}`,
    yearBefore: (share) => `, against ${share} a year earlier`,
    same: ', as it did a year earlier',
    noYear: '; a year earlier is not known',
    sameDays: (share) => `, against ${share} over the same days a year earlier`,
    sameDaysAlike: ', as it did over the same days a year earlier',
    wholeQuarter: (share) => ` (${share} over that whole quarter)`,
    judged: (expected, status) => `The trajectory called for ${expected}: commitment ${status}.`,
    unjudged: 'The commitment cannot be assessed, for want of complete enough data.',
    measures: (texts) => `That share is ${texts.join(' and ')}.`,
    tokens: (share) => `${share} by tokens`,
    hours: (share) => `${share} by GPU hours`,
    late: (period) => `Spend by rung ${setOff(period)} is still being computed: reload the page to see it.`,
    unanswered: (period) => `The source did not answer, so spend by rung ${setOff(period)} cannot be shown.`,
    nothing: (period) => `No spend is known ${setOff(period)} for this selection.`,
    noHosting: (period) => `Spend is known ${setOff(period)}, but no bill says where it is hosted.`,
  },
  standfirst: {
    rungs: (names) =>
      `The top three rungs: ${names}. No rung is sovereign by itself: each has a written definition, and things it does not guarantee.`,
    unknown: (share) =>
      `${share} of spend has no known hosting: it is shown apart and left out of the share of the top three. On import, the option --map assigns it, by region or by provider.`,
    noCommitment: 'No commitment on hosting is read from a mission file, so no trajectory is drawn.',
    filtered: 'The commitment is the whole group’s: its trajectory is not drawn for a part of it.',
    rolling: 'The commitment is judged over twelve rolling months, the columns over a quarter.',
    currencies: (main, others) =>
      `Amounts in ${main}; those in ${others} are in the CSV file, without conversion.`,
    limited: (perimeter) => `Limited to ${perimeter}.`,
  },
  ladder: {
    section: 'The hosting ladder, quarter by quarter',
    title: (from, to, first, last) =>
      first === last
        ? `In ${setOff(to)} as in ${from}, the top three rungs take ${last} of spend`
        : `Since ${from}, the top three rungs have gone from ${first} to ${last} of spend`,
    titleOne: (last) => `The top three rungs take ${last} of spend`,
    note: 'Spend as invoiced, in %, from the most controlled rung (bottom) to the least · thick mark: top three rungs, of the spend whose hosting is known',
    trajectory: ' · line with dots: the commitment’s trajectory',
    open: (period) => ` · hatched foot: quarter not over (${period})`,
    tip: (quarter, rung, share, amount) => `${quarter}, ${rung}: ${share}, ${amount}`,
    expectedTip: (quarter, share) => `${quarter}, trajectory: ${share}`,
    unknownTip: (quarter) => `${quarter}: no spend known`,
    table: 'Share of each rung in spend, by quarter',
    first: 'Top three',
    expected: 'Trajectory',
  },
  measures: {
    section: 'The same ladder, by measure',
    title: (shares) => `The same ladder, by measure: ${shares}`,
    shares: {
      cost: (share) => `${share} of spend`,
      tokens: (share) => `${share} of tokens`,
      gpu_hours: (share) => `${share} of GPU hours`,
    },
    note: (period) => `${period}, in % · mark: where the top three rungs end`,
    names: {
      cost: 'Spend as invoiced',
      tokens: 'Tokens, input and output',
      gpu_hours: 'GPU hours allocated',
      requests: 'Requests',
    },
    firstOf: (share) => `${share} on the top three`,
    openOf: (share) => `${share} open or open-weight`,
    ofKnown: (share, known) => `${share}, of the ${known} that is known`,
    table: 'The same ladder in figures',
    measure: 'Measure',
    total: 'Total',
    tip: (part, share, amount) => `${part}: ${share}, ${amount}`,
    missing: (names) => `Not known with these filters or this source: ${names}.`,
  },
  rungsTitle: 'What each rung means, and what it does not guarantee',
  rungsNote: 'From the most controlled to the least; none is called sovereign by itself',
  rungsLink: 'The whole glossary',
  rungs: {
    on_premise: {
      short: 'On premise',
      means: 'Computing runs in one of the group’s own data centres, on machines that the group operates.',
      not: 'It guarantees neither where chips and software come from, nor where the model does, nor recovery should that site stop.',
    },
    secnumcloud: {
      short: 'SecNumCloud',
      means:
        'Computing runs with a host that the French agency ANSSI has qualified as SecNumCloud: audited security, operation within the European Union, protection from non-European law.',
      not: 'It covers the qualified services only, not those plugged into them, and says nothing of where the model or the chips come from.',
    },
    eu_external_keys: {
      short: 'EU cloud, external keys',
      means:
        'Computing runs in the European Union, with a provider that does not hold the encryption keys: the group or a European third party keeps them.',
      not: 'The model reads decrypted data while it computes; the provider operates the service, can interrupt it and may still answer to the law of another country.',
    },
    eu_us_cloud: {
      short: 'EU region, US cloud',
      means:
        'Computing runs in a European region of an American provider, which operates the service and holds the keys.',
      not: 'The place is not enough: American law can compel the provider to hand over data wherever they are.',
    },
    outside_eu: {
      short: 'Outside the EU',
      means: 'Computing runs outside the European Union, whoever the provider is.',
      not: 'Neither European law nor its authorities apply on site; sending personal data there takes safeguards of its own (GDPR, chapter V).',
    },
  },
  unassignedRung:
    'What neither the bill nor the log places anywhere: counted and shown, never spread over the rungs.',
  openness: {
    section: 'Open, open-weight and closed models',
    title: (share, known) =>
      `${share} of requests go to an open or open-weight model, among the ${known} whose model is known`,
    titleWhole: (share) => `${share} of requests go to an open or open-weight model`,
    note: (period) =>
      `${period}, in % · mark: where open and open-weight models end · dashed outline: unassigned`,
    silent: (names, share) =>
      `${names} does not always say which model it serves, which leaves ${share} of requests “Unassigned”.`,
    silentSeveral: (names, share) =>
      `${names} do not always say which model they serve, which leaves ${share} of requests “Unassigned”.`,
    unbilled: 'In spend, “Unassigned” also holds what is not billed by model: machines, storage, licences.',
    table: 'Openness of models in figures',
    first: 'Open or open-weight',
  },
  providers: {
    section: 'Providers',
    title: (first, second, share) => `${first} and ${second} receive ${share} of spend`,
    titleOne: (first, share) => `${first} receives ${share} of spend`,
    note: (period) => `Spend as invoiced, ${period}, and each one’s share at three dates`,
    table: 'Providers and share of spend',
    bar: 'Of the largest',
    cost: 'Spend',
    change: 'Over a year',
  },
  places: {
    section: 'Where it runs',
    title: (region, energy, carbon) => `${region}: ${energy} of electricity, ${carbon} of operational carbon`,
    note: (period) =>
      `${period} · electricity × grid intensity = operational carbon, excluding manufacture · from the region with the least carbon-intense grid to the one with the most`,
    energy: 'Electricity',
    grid: '× grid',
    carbon: '= operational carbon',
    change: (period) => `Δ carbon, ${period}`,
    notEstimated: 'no estimate',
    coverage: (share) => `${share} of activity estimated`,
    mean: 'on average',
    partial: (share, names) =>
      `${share} of activity, in reference energy, is estimated; what is missing is not zero${names === '' ? '' : ` (${names})`}.`,
    lacking: (names) => `Without an estimate, which does not mean zero: ${names}.`,
    whole: 'All activity is estimated.',
    interval: 'Below each number, its ends: the value lies between them nine times in ten.',
  },
  coverageOf: 'of spend, where its hosting is known',
  commitment: 'The commitment, its rule and its projection',
}
