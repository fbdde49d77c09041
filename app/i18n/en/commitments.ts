import { synthese } from '#app/i18n/en/synthese.ts'
import type { commitments as french } from '#app/i18n/fr/commitments.ts'

/** The words of a commitment's page, in English. */
export const commitments: typeof french = {
  all: {
    unanswered: 'Commitments: the source did not answer.',
    none: 'No commitment is declared.',
    kept: (kept, all, period) => synthese.message.kept(kept, all).replace(/\.$/, ` in ${period}.`),
    noneAssessable: (all, period) =>
      synthese.message.noneAssessable(all).replace(/( yet)?\.$/, ` in ${period}.`),
    missed: (names) => `Missed: ${names}.`,
    atRisk: (names) => `At risk: ${names}.`,
    standfirst:
      'Each line opens onto its proof: the rule step by step, twelve quarters, what comes if nothing changes, the subsidiaries and use cases behind it.',
    ahead: {
      title: 'If nothing changes',
      note: 'At the pace of the last six closed quarters, as far as the method was tried three times on the past; in brackets, the interval that holds eight times in ten',
      commitment: 'Commitment',
      now: 'Today',
      becomes: 'Would become',
      from: 'From',
      projected: 'Projected level',
      target: 'Target',
      stays: 'does not change',
      mayStay: 'does not change (uncertain)',
      turn: (quarter) => quarter,
      mayTurn: (quarter) => `${quarter}, perhaps`,
      atWorst: (status, quarter) => `“${status}” at worst, from ${quarter}`,
      neverAtWorst: (status) => `“${status}” at neither end`,
      untold: 'no projection',
      passed: (term) => `date passed, ${term}`,
      level: (value, period, low, high) => `${value} in ${period} (${low} to ${high})`,
    },
  },
  unanswered: (name) => `${name}: the source did not answer.`,
  unfiltered: 'A commitment is the whole group’s: filters count for the other pages only.',
  rolling: (month) =>
    `The quarter is still open: the level is that of the twelve whole months to the end of ${month}, and the trajectory is read on that day.`,
  lead: {
    judged: (name, level, period, expected, status) =>
      `${name}: ${level} in ${period}, when ${expected} was due. ${status}.`,
    notBegun: (name, period) => `${name}: nothing is promised yet in ${period}, the trajectory begins later.`,
    notShown: (name, period) =>
      `${name}: no judgement in ${period}, the figure is not shown (fewer than five people).`,
    notAssessable: (name, period) =>
      `${name}: it cannot be judged in ${period}, for want of complete enough data.`,
  },
  course: {
    title: 'The way, quarter after quarter, to the target',
    gapTitle: 'Distance to the trajectory, upwards when ahead',
    note: 'Distance to the trajectory; grey band: at risk',
  },
  note: (metric, tolerance, isProjected, isPartial, cut) =>
    `${metric} · solid line: actual; thin line: trajectory${isPartial ? '; hollow dot: quarter still open, or coverage below its floor' : ''}${isProjected ? `; dashed: if nothing changes, with its interval${cut === null ? '' : `, cut at the edge of the picture: it goes from ${cut[0]} to ${cut[1]}`}` : ''}; at risk up to ${tolerance} behind`,
  tip: (quarter, level, expected) => `${quarter}: ${level}, ${expected} due`,
  tipCoverage: (share) => `, coverage ${share}`,
  missing: {
    activity: 'Activity that nothing measured',
    openness: 'Requests whose model is not known to be open or closed',
    training: 'Trained employees of subsidiaries whose headcount is not known, or that have left the group',
    unsupplied: (sources) => `Not received, and absent from the level: ${sources}.`,
    share: (what, share) => `${what}: ${share}.`,
    floor: (coverage, floor) =>
      `Coverage is ${coverage}, below the floor of ${floor}: the level is partial and is not judged.`,
  },
  target: (level) => `Target ${level}`,
  projected: (level) => `Projected ${level}`,
  table: {
    title: 'The same quarters in figures',
    quarter: 'Quarter',
    level: 'Level',
    expected: 'Due',
    gap: 'Gap',
    coverage: 'Coverage',
    status: 'Status',
  },
  projection: {
    title: 'If nothing changes',
    comes: (value, term, low, high, target) =>
      `At today’s pace the level would be ${value} ${term}, between ${low} and ${high} eight times in ten, against a target of ${target}.`,
    within: (value, quarter, low, high, expected) =>
      `At today’s pace the level would be ${value} in ${quarter}, between ${low} and ${high} eight times in ten, when ${expected} will be due. Further on the method has not been tried three times on the past, and nothing is projected.`,
    stays: (status, isToTheEnd) =>
      `The status would stay “${status}” ${isToTheEnd ? 'until the target' : 'until then'}.`,
    mayStay: (status, isToTheEnd, quarter, ends) =>
      `The status would stay “${status}” ${isToTheEnd ? 'until the target' : 'until then'}, but this is uncertain: in ${quarter}, ${ends}.`,
    turns: (status, quarter) => `The status would become “${status}” in ${quarter}.`,
    mayTurn: (status, quarter, ends) => `The status might become “${status}” in ${quarter}: ${ends}.`,
    ends: (low, high) => `the interval goes from “${low}” to “${high}”`,
    missedAtWorst: (status, quarter) =>
      `The status would be “${status}” at the unfavourable end of the interval alone, as early as ${quarter}.`,
    notMissed: (status) => `The status would be “${status}” at neither end of the interval.`,
    against: 'The last quarter went against this pace.',
    method: (pace, tests, error) =>
      `Method: the median of the slopes between the last six quarters (${pace} a quarter), drawn on from the last one. Tried ${tests} times on the past, it was wrong by ${error} on average for each quarter ahead.`,
    tooFew: (count) =>
      `No projection: the method needs nine closed quarters in a row, and there are ${count}.`,
    openQuarter: 'No projection from an open quarter: it starts from the last closed one.',
    fromClosed: (quarter) => `From ${quarter}`,
    notAssessable: 'No projection of a level that cannot be judged.',
    passed: {
      date: (term) => `The date of the target has passed: ${term}.`,
      reached: (term, level) => `The target was due ${term}: it was reached, at ${level}.`,
      missed: (term, level, target) =>
        `The target was due ${term}: it was missed, at ${level} for ${target}.`,
      since: (quarter) => `It was reached in ${quarter}.`,
      still: (quarter, level) => `It is still not reached in ${quarter}, at ${level}.`,
      noMore: (quarter, level) => `It no longer holds in ${quarter}, at ${level}.`,
    },
    tests: 'What the method said of the past',
    horizon: 'Quarters ahead',
    count: 'Tests',
    mean: 'Mean error',
    largest: 'Largest error',
    ahead: (quarters) => `${quarters}`,
  },
  contributions: {
    title: (behind, all) =>
      behind === 0
        ? 'No subsidiary is short of what is expected of the group'
        : behind === 1
          ? `One subsidiary of ${all} is short of what is expected of the group`
          : `${behind} of ${all} subsidiaries are short of what is expected of the group`,
    name: 'Subsidiary',
    value: 'Its figure',
    share: 'Its weight',
    gap: 'Its part of the gap',
    others: (count) => (count === 1 ? 'The last line' : `The other ${count} lines`),
    rest: 'What subsidiaries do not tell',
    total: 'The group’s gap to the trajectory',
    withheld: (count) =>
      count === 1
        ? 'One subsidiary is not shown: fewer than five people.'
        : `${count} subsidiaries are not shown: fewer than five people.`,
    ofRatio:
      'The part of a subsidiary is the distance from its level to the one expected of the group, times its weight: the parts add up to the gap.',
    ofTotal:
      'The part of a subsidiary is the distance between what it counts and what it would count had it followed, from its own start, the pace asked of the group: the parts add up to the gap.',
  },
  rule: 'The rule, step by step',
  receipt: 'The figure’s receipt',
  definition: 'The metric’s definition',
  bySubsidiary: 'By subsidiary',
  csv: 'As CSV',
  failing: {
    title: (count) =>
      count === 0
        ? 'No use case fails the rule'
        : count === 1
          ? 'The use case that fails the rule'
          : `The ${count} use cases that fail the rule`,
    name: 'Use case',
    subsidiary: 'Subsidiary',
  },
  facts: { title: 'Who commits, and how', objective: 'Statutory objective', owner: 'Owner', means: 'Means' },
}
