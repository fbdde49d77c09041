import type { RowShare } from '#app/figures/count-rows.ts'
import type { Figure } from '#app/figures/figure.ts'
import type { Receipt, SentStatement } from '#app/figures/receipt.ts'
import { filtersToSearch } from '#app/filters/filters.ts'
import { metricOf } from '#app/metrics/catalog.ts'
import { formatDay, formatMonth, formatQuarter } from '#app/metrics/format-period.ts'
import { formatNumber, formatQuantity, formatScaled, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { nameWithId } from '#app/reports/entity-names.ts'
import { backOf } from '#app/reports/receipt/back-link.ts'
import { conditionText, coverageText, formulaText } from '#app/reports/receipt/formula-text.ts'
import { type Judged, judgementView } from '#app/reports/receipt/judgement-view.ts'
import {
  causeName,
  footerText,
  periodText,
  quantity,
  textsByUnit,
  type Words,
  withheldWords,
} from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type ReceiptView = ReturnType<typeof receiptView>

/** A receipt in words: what the figure means, what it counts, what it leaves out, and the statements behind it. */
export function receiptView(
  receipt: Receipt,
  judged: Judged | null,
  dataset: DatasetInfo,
  entities: Entities,
  words: Words,
) {
  const { language, messages } = words
  const say = messages.receipt
  const names = receipt.request.metrics.map((metric) => messages.metrics.metrics[metric].name)
  const period = periodText(receipt.request.period, words)
  const [only, ...more] = receipt.figures
  const textOf = textsByUnit(receipt.figures, words)
  const lead =
    only !== undefined && more.length === 0
      ? say.lead(
          names.join(', '),
          withheldWords(only, language)?.inLine ?? quantity(only.value, only.unit, language),
          period,
        )
      : say.leadSeveral(names.join(', '), period)
  return {
    title: `${say.title(names.join(', '))} · ${messages.shell.product}`,
    lead,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    otherVersion: receipt.isVersionAsked
      ? null
      : say.versionDiffers(receipt.request.version ?? '', receipt.dataVersion),
    search: searchOfReceipt(receipt),
    back: backOf(receipt, judged?.assessed ?? null, dataset, entities, words),
    facts: factsOf(receipt, period, entities, words),
    judgement: judged === null ? null : judgementView(judged, dataset, words),
    figures: receipt.figures.map((figure) => ({
      ...figureRow(figure, names.length > 1, entities, words),
      value: withheldWords(figure, language)?.text ?? textOf(figure.unit, figure.value),
      low: textOf(figure.unit, figure.low),
      high: textOf(figure.unit, figure.high),
    })),
    dimensions: receipt.request.by.map((dimension) => messages.dimensions.names[dimension]),
    doubt: more.length === 0 && only !== undefined ? doubtRows(only, words) : [],
    exclusions: exclusionsOf(receipt, words),
    pastes: receipt.statements.some(({ pasted }) => pasted !== null),
    statements: receipt.statements.map(statementText),
  }
}

/** A statement ready for a console, or as it was sent with its parameters beside it. */
export function statementText({ name, sql, parameters, pasted }: SentStatement) {
  return {
    name,
    sql: pasted ?? sql,
    parameters:
      pasted !== null
        ? []
        : Object.entries(parameters).map(
            ([parameter, { type, value }]) => `@${parameter} ${type} = ${JSON.stringify(value)}`,
          ),
  }
}

function byName(dimension: string, id: string, entities: Entities, words: Words): string {
  if (/month$/.test(dimension) && /^\d{4}-\d{2}$/.test(id)) return formatMonth(id, words.language)
  if (dimension === 'quarter') return formatQuarter(id, words.language)
  return nameWithId(dimension, id, entities, words)
}

/** The quarter and filters of the figure, for the links to the pages that show it. */
function searchOfReceipt({ request }: Receipt): string {
  const search = new URLSearchParams()
  const [quarter = ''] = request.period.split('~')
  if (/^\d{4}-Q[1-4]$/.test(quarter)) search.append('quarter', quarter)
  for (const [name, value] of filtersToSearch(request.filters)) search.append(name, value)
  return search.size === 0 ? '' : `?${search}`
}

/** Below a thousandth of the doubt, causes are told by their number. */
const LEAST_DOUBT = 0.0005

function doubtRows({ causes }: Figure, words: Words) {
  const told = causes.filter(({ doubt }) => doubt >= LEAST_DOUBT)
  const rest = causes.length - told.length
  const rows = told.map(({ key, doubt }) => ({
    key,
    name: causeName(key, words),
    share: formatShare(doubt, words.language, 1),
  }))
  if (rest === 0) return rows
  const share = `< ${formatShare(0.001, words.language, 1)}`
  return [...rows, { key: 'rest', name: words.messages.receipt.otherCauses(rest), share }]
}

type Fact = { readonly term: string; readonly text: string; readonly href?: string }

function factsOf(receipt: Receipt, period: string, entities: Entities, words: Words): readonly Fact[] {
  const { language, messages } = words
  const say = messages.receipt
  const [figure] = receipt.figures
  const filters = Object.entries(receipt.request.filters).map(([dimension, values]) =>
    conditionText(dimension, values, words, (value) => nameWithId(dimension, value, entities, words)),
  )
  return [
    ...receipt.definitions.flatMap(({ metric }) => {
      const coverage = coverageText(metric, words)
      return [
        {
          term: say.definition,
          text: messages.metrics.metrics[metric].definition,
          href: `/${language}/definitions/${metric}`,
        },
        { term: say.formula, text: formulaText(metric, words) },
        ...(coverage === null ? [] : [{ term: say.coverageRule, text: coverage }]),
      ]
    }),
    ...(figure !== undefined && receipt.figures.length === 1 ? figureFacts(figure, words) : []),
    { term: say.scope, text: scopeText(receipt, entities, words) },
    { term: say.filters, text: filters.length === 0 ? say.noFilter : say.list(filters) },
    {
      term: say.period,
      text: `${period}, ${say.days(
        formatDay(receipt.period.firstDay, language),
        formatDay(receipt.period.lastDay, language),
      )}, ${say.state[receipt.figures.some(({ state }) => state === 'open') ? 'open' : 'closed']}`,
    },
    { term: say.version, text: receipt.dataVersion },
    ...receipt.rows.map(({ facts, rows, unassigned }) => ({
      term: say.rows,
      text: say.list([
        say.rowsText(count(rows, words), facts.map((fact) => say.factNames[fact]).join(', '), rows),
        ...shareText(unassigned.subsidiary, say.unassignedSubsidiary, words),
        ...shareText(unassigned.project, say.unassignedProject, words),
      ]),
    })),
  ]
}

function figureFacts(figure: Figure, words: Words): readonly Fact[] {
  const { language, messages } = words
  const say = messages.receipt
  const isExact = figure.low === figure.high
  const tiers = figure.evidence.map(
    ({ tier, share }) => `${messages.synthese.quality.tiers[tier]} ${formatShare(share, language)}`,
  )
  return [
    ...(figure.exact === null
      ? []
      : [{ term: say.exact, text: exactText(figure.exact, figure.unit, words) }]),
    ...(figure.value === null
      ? []
      : [{ term: say.interval, text: isExact ? say.fullCount : intervalText(figure, words) }]),
    ...(figure.withheld === null
      ? []
      : [{ term: say.withheld, text: messages.definitions.limits[figure.withheld] }]),
    ...(figure.coverage === null ? [] : [{ term: say.coverage, text: coverageOf(figure.coverage, words) }]),
    ...(tiers.length === 0 ? [] : [{ term: say.evidence, text: say.evidenceText(tiers.join(', ')) }]),
  ]
}

/** From here on, a share prints as 100,0 %. */
const NEARLY_WHOLE = 0.9995

/** Evidence is told of what was received: next to it, coverage says what was not. */
function coverageOf(coverage: number, { language, messages }: Words): string {
  const share = formatShare(coverage, language, 1)
  return coverage >= NEARLY_WHOLE
    ? messages.receipt.coverageWhole(share)
    : messages.receipt.coverageText(share)
}

/** Both ends in the unit of the value that they surround. */
function intervalText({ value, low, high, unit }: Figure, { language }: Words): string {
  if (unit === 'share') return `${quantity(low, unit, language)} – ${quantity(high, unit, language)}`
  const scale = scaleFor(value, unit, language)
  return `${formatScaled(low, scale, language)} – ${formatQuantity(high, scale, language)}`
}

/** Every digit of the exact value, grouped as the language does. */
function exactText(exact: string, unit: string, { language, messages }: Words): string {
  const decimals = exact.split('.')[1]?.length ?? 0
  const units: Readonly<Record<string, { readonly short: string }>> = messages.metrics.units
  return formatNumber(exact, { language, decimals, unit: units[unit]?.short ?? unit })
}

function scopeText({ scope }: Receipt, entities: Entities, words: Words): string {
  if (scope.kind === 'group') return words.messages.receipt.wholeGroup
  return scope.subsidiaries.map((id) => nameWithId('subsidiary', id, entities, words)).join(', ')
}

const count = (rows: number, { language }: Words) => formatNumber(rows, { language, decimals: 0 })

function shareText(
  part: RowShare | null,
  say: (rows: string, share: string) => string,
  words: Words,
): readonly string[] {
  if (part === null || part.rows === 0) return []
  return [say(count(part.rows, words), formatShare(part.share, words.language, 1))]
}

function exclusionsOf(receipt: Receipt, words: Words): readonly string[] {
  const { language, messages } = words
  const say = messages.receipt
  const bySource = new Map<string, string[]>()
  for (const { source, month } of receipt.missingMonths)
    bySource.set(source, [...(bySource.get(source) ?? []), formatMonth(month, language)])
  // One row may be counted under two measures: what it leaves out is said once.
  const notEstimated = new Set(
    receipt.rows.flatMap((row) => shareText(row.notEstimated, say.notEstimated, words)),
  )
  return [
    ...notEstimated,
    ...uncovered(receipt, words),
    ...[...bySource].map(([source, months]) => say.missingMonths(source, months.join(', '))),
  ]
}

/** What coverage says is missing and no line above lists: activity without estimate and months have lines of their own. */
function uncovered({ figures }: Receipt, { language, messages }: Words): readonly string[] {
  const [only, ...others] = figures
  if (only === undefined || others.length > 0 || only.coverage === null || only.coverage >= 1) return []
  const measure = metricOf(only.metric).coverage?.assessed.measure
  if (measure === 'activity_wh_assessed' || measure === 'months_loaded') return []
  return [messages.receipt.uncovered(formatShare(1 - only.coverage, language, 1))]
}

function figureRow(figure: Figure, isOfSeveral: boolean, entities: Entities, words: Words) {
  const { language, messages } = words
  const values = Object.entries(figure.by).map(([dimension, id]) => byName(dimension, id, entities, words))
  const { name } = messages.metrics.metrics[figure.metric]
  return {
    id: figure.key,
    header: (isOfSeveral || values.length === 0 ? [name, ...values] : values).join(' · '),
    coverage: formatShare(figure.coverage, language),
    exact: figure.exact === null ? '–' : exactText(figure.exact, figure.unit, words),
  }
}
