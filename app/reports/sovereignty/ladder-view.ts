import { layoutStackedColumns } from '#app/charts/stacked-columns.layout.ts'
import type { Figure } from '#app/figures/figure.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { spanOf } from '#app/filters/dataset-period.ts'
import { formatQuarter } from '#app/metrics/format-period.ts'
import { formatShare } from '#app/metrics/format-value.ts'
import { LADDER } from '#app/reports/sovereignty/kinds.ts'
import type { LadderFigures, Sovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { keyOf, partName, shareNumber, sharePercent } from '#app/reports/sovereignty/part-words.ts'
import { mainCurrency, partsOf, stackParts, type Whole } from '#app/reports/sovereignty/parts.ts'
import { quantity, quarterName, type Words } from '#app/reports/words.ts'

/** Twelve quarters of the ladder: what each column is of, its parts, the first rungs, what the commitment expected. */
export function ladderView(figures: LadderFigures, data: Sovereignty, words: Words) {
  const { language, messages } = words
  const say = messages.sovereignty.ladder
  const quarters = quartersOf(figures, data)
  const wholes = quarters.map(({ whole }) => whole)
  const hasTrajectory = quarters.some(({ expected }) => expected !== null)
  const [from, to] = [quarters.find(({ level }) => level !== null), quarters.at(-1)]
  const text = (share: number) => formatShare(share, language)
  return {
    title:
      from === undefined || to === undefined || to.level === null
        ? say.section
        : from === to
          ? say.titleOne(text(to.level))
          : say.title(
              quarterName(from.period, words),
              quarterName(to.period, words),
              text(from.level ?? 0),
              text(to.level),
            ),
    note: `${say.note}${hasTrajectory ? say.trajectory : ''}${data.closed ? '' : say.open(quarterName(data.compared.now.text, words))}`,
    key: keyOf('hosting', wholes, words),
    chart: layoutStackedColumns(quarters.map((quarter) => columnOf(quarter, data, words))),
    columns: [
      ...(wholes[0]?.parts.map(({ id }) => partName('hosting', id, words)) ?? []),
      say.first,
      ...(hasTrajectory ? [say.expected] : []),
    ],
    rows: withSameDays(quarters, figures, data)
      .map((quarter) => rowOf(quarter, data, words))
      .map((row) => (hasTrajectory ? row : { ...row, expected: null }))
      .reverse(),
    queryHref: queryPath(language, {
      metrics: ['cost'],
      by: ['quarter', 'hosting'],
      period: spanOf(data.quarters, data.compared.now),
      filters: data.filters,
    }),
    commitmentHref:
      figures.assessed === null
        ? null
        : `/${language}/commitments/${figures.assessed.commitment.id}?quarter=${data.state.quarter.text}`,
  }
}

type LadderQuarter = {
  readonly period: string
  readonly currency: string | null
  readonly whole: Whole
  readonly share: Figure | null
  /** The catalogue's share of the first rungs, 0 to 1. */
  readonly level: number | null
  readonly expected: number | null
}

function quartersOf(figures: LadderFigures, data: Sovereignty): readonly LadderQuarter[] {
  const { currency } = mainCurrency(figures.cost.at(-1) ?? [])
  const series = figures.shares.find(({ now }) => now.currency === currency) ?? figures.shares[0]
  return data.quarters.map((quarter, index) => {
    const isLast = index === data.quarters.length - 1
    const own = (figures.cost[index] ?? []).filter((figure) => figure.currency === currency)
    const share = series?.quarters[index] ?? null
    return {
      period: isLast ? data.compared.now.text : quarter.text,
      currency,
      whole: partsOf(own, LADDER),
      share,
      level: share?.value ?? null,
      expected: figures.assessed?.quarters[index]?.expected ?? null,
    }
  })
}

/** The quarters, and before the one of a year ago its same first days, which an open quarter is compared with. */
function withSameDays(
  quarters: readonly LadderQuarter[],
  { yearBefore, shares }: LadderFigures,
  { compared }: Sovereignty,
): readonly LadderQuarter[] {
  const [{ currency }] = quarters.slice(-1) as [LadderQuarter]
  const own = yearBefore.filter((figure) => figure.currency === currency)
  if (own.length === 0) return quarters
  const share = (shares.find(({ now }) => now.currency === currency) ?? shares[0])?.yearBefore ?? null
  const period = compared.yearBefore.text
  const days = {
    period,
    currency,
    whole: partsOf(own, LADDER),
    share,
    level: share?.value ?? null,
    expected: null,
  }
  return quarters.flatMap((quarter) =>
    period.startsWith(`${quarter.period}~`) ? [days, quarter] : [quarter],
  )
}

/** « T3 26 »: what an axis has room for. */
function axisName(period: string, { language }: Words): string {
  return formatQuarter(period.split('~')[0] ?? period, language).replace(/\b20(\d\d)\b/, '$1')
}

function columnOf(
  { period, currency, whole, level, expected }: LadderQuarter,
  { closed, compared }: Sovereignty,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.sovereignty.ladder
  const name = quarterName(period, words)
  const percent = (share: number) => formatShare(share, language)
  return {
    name: axisName(period, words),
    tip: say.unknownTip(name),
    open: !closed && period === compared.now.text,
    parts: whole.parts.every(({ share }) => share === null)
      ? null
      : stackParts(whole, ({ id, share, value }) => ({
          inside: shareNumber(share ?? 0, words),
          tip: say.tip(
            name,
            partName('hosting', id, words),
            sharePercent(share, words),
            quantity(value, currency ?? '', language),
          ),
        })),
    level: level === null ? null : { share: level, text: percent(level) },
    expected: expected === null ? null : { share: expected, tip: say.expectedTip(name, percent(expected)) },
  }
}

function rowOf({ period, whole, share, level, expected }: LadderQuarter, data: Sovereignty, words: Words) {
  const { language } = words
  const { filters } = data
  const version = share?.dataVersion ?? null
  return {
    id: period,
    quarter: quarterName(period, words),
    href: receiptPath(language, { metrics: ['cost'], by: ['hosting'], period, filters, version }),
    shares: whole.parts.map((part) => sharePercent(part.share, words)),
    first: {
      text: formatShare(level, language),
      href: receiptPath(language, {
        metrics: ['top_rungs_cost_share'],
        by: [],
        period,
        filters,
        version,
      }),
    },
    expected: formatShare(expected, language) as string | null,
  }
}

/** The quarters of the columns as one period, as an address spells it. */
