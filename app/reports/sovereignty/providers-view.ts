import type { Figure } from '#app/figures/figure.ts'
import { queryPath } from '#app/figures/figures-address.ts'
import { receiptPath } from '#app/figures/receipt-path.ts'
import { canonicalFilters } from '#app/filters/filters.ts'
import { formatChangeOf, formatQuantity, formatShare } from '#app/metrics/format-value.ts'
import { scaleFor } from '#app/metrics/scale.ts'
import type { Entities } from '#app/reports/entities.server.ts'
import { entityHref, entityName } from '#app/reports/entity-names.ts'
import type { ProviderFigures, Sovereignty } from '#app/reports/sovereignty/load-sovereignty.server.ts'
import { sharePercent } from '#app/reports/sovereignty/part-words.ts'
import { mainCurrency } from '#app/reports/sovereignty/parts.ts'
import { pagedRows, ROWS_A_PAGE, sortByKey, sortOf, tableState } from '#app/reports/topics/table-order.ts'
import { quarterName, type Words } from '#app/reports/words.ts'
import { UNASSIGNED } from '#app/warehouse/schema.ts'

/** Who receives the spend, with the shares of a quarter and of a year before, and how concentrated it is. */
export function providersView(figures: ProviderFigures, data: Sovereignty, entities: Entities, words: Words) {
  const { language, messages } = words
  const say = messages.sovereignty.providers
  const { currency } = mainCurrency(figures.now)
  const [now, previous, yearBefore] = [figures.now, figures.previous, figures.yearBefore].map((own) =>
    spendOf(own, currency),
  ) as [Spend, Spend, Spend]
  const { compared, filters, state } = data
  const nameOf = (id: string) => entityName('provider', id, entities, words)
  const place = {
    id: 'provider',
    anchor: 'providers',
    main: 'cost',
    path: `/${language}/sovereignty`,
    state,
  }
  const rows = [...new Set([now, previous, yearBefore].flatMap(({ by }) => [...by.keys()]))].map(
    (id): ProviderRow => ({ id, name: nameOf(id), now: shareOf(now, id), before: shareOf(yearBefore, id) }),
  )
  const { column, descending } = tableState(place)
  const sorted = sortByKey(rows, (row) => keyOf(row, column), column === '' || descending)
  const { at, shown, previousHref, nextHref } = pagedRows(sorted, place)
  const largest = Math.max(0, ...now.by.values())
  const scale = scaleFor(largest, currency ?? '', language)
  const version = figures.now[0]?.dataVersion ?? null
  return {
    title: titleOf(now, nameOf, words),
    note: say.note(quarterName(compared.now.text, words)),
    columns: {
      provider: { label: messages.dimensions.names.provider, ...sortOf('name', place) },
      cost: { label: say.cost, ...sortOf('cost', place) },
      shares: [compared.now, compared.previous, compared.yearBefore].map(({ text }) =>
        quarterName(text, words),
      ),
      change: { label: say.change, ...sortOf('change', place) },
    },
    range: messages.topics.table.rows(
      (at - 1) * ROWS_A_PAGE + 1,
      (at - 1) * ROWS_A_PAGE + shown.length,
      rows.length,
    ),
    previousHref,
    nextHref,
    rows: shown.map(({ id, name }) => ({
      id,
      name,
      href: entityHref('provider', id, `/${language}/sovereignty`, state, words),
      bar: largest <= 0 ? 0 : Math.round((Math.max(0, now.by.get(id) ?? 0) / largest) * 1000) / 10,
      cost: {
        text: formatQuantity(now.by.get(id) ?? null, scale, language),
        href: !now.by.has(id)
          ? null
          : receiptPath(language, {
              metrics: ['cost'],
              by: [],
              period: compared.now.text,
              filters: canonicalFilters({ ...filters, provider: [id] }),
              version,
            }),
      },
      shares: [now, previous, yearBefore].map((spend) => sharePercent(shareOf(spend, id), words)),
      change: formatChangeOf('share', shareOf(now, id), shareOf(yearBefore, id), language),
    })),
    total: {
      text: formatQuantity(now.total, scaleFor(now.total, currency ?? '', language), language),
      shares: [now, previous, yearBefore].map(({ total }) => (total > 0 ? formatShare(1, language) : '–')),
      href: receiptPath(language, {
        metrics: ['cost'],
        by: ['provider'],
        period: compared.now.text,
        filters,
        version,
      }),
    },
    queryHref: queryPath(language, {
      metrics: ['cost'],
      by: ['provider'],
      period: compared.now.text,
      filters,
    }),
  }
}

type ProviderRow = {
  readonly id: string
  readonly name: string
  /** Of the spend now and a year before; null where nothing was received. */
  readonly now: number | null
  readonly before: number | null
}

/** The columns that the table sorts by. */
export const PROVIDER_SORTS = ['name', 'cost', 'change'] as const

function keyOf({ name, now, before }: ProviderRow, column: string): number | string | null {
  if (column === 'name') return name
  if (column === 'change') return now === null || before === null ? null : now - before
  return now
}

type Spend = { readonly total: number; readonly by: ReadonlyMap<string, number> }

function spendOf(figures: readonly Figure[], currency: string | null): Spend {
  const own = figures.filter((figure) => figure.currency === currency && figure.value !== null)
  return {
    total: own.reduce((sum, { value }) => sum + (value ?? 0), 0),
    by: new Map(own.map(({ by, value }) => [by.provider ?? UNASSIGNED, value ?? 0])),
  }
}

/** A provider without a row in a period whose spend is known received nothing of it that anybody billed. */
function shareOf({ total, by }: Spend, id: string): number | null {
  const own = by.get(id)
  return total <= 0 || own === undefined ? null : own / total
}

/** The first two and what they receive together; both names are of providers. */
function titleOf(now: Spend, nameOf: (id: string) => string, { language, messages }: Words): string {
  const say = messages.sovereignty.providers
  const [first, second] = [...now.by]
    .filter(([id, value]) => id !== UNASSIGNED && value > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([id]) => id)
  if (first === undefined || now.total <= 0) return say.section
  const share = (...own: string[]) =>
    formatShare(own.reduce((sum, id) => sum + (now.by.get(id) ?? 0), 0) / now.total, language)
  return second === undefined
    ? say.titleOne(nameOf(first), share(first))
    : say.title(nameOf(first), nameOf(second), share(first, second))
}
