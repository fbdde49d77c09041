export type Window = { readonly first: string; readonly last: string; readonly partial: boolean }

/** First and last day of a period's spelling, fiscal years opening with `start` and named by the year they end in. */
export function windowOf(text: string, start: number): Window {
  const [base = '', elapsed] = text.split('~')
  const [from = '', to = from] = base.split('..')
  const first = `${firstMonth(from, start)}-01`
  const length = to.includes('Q') ? 3 : to.length === 4 ? 12 : 1
  const lastMonth = after(firstMonth(to, start), length - 1)
  if (elapsed === undefined) return { first, last: monthEnd(lastMonth), partial: false }
  const days = Number(elapsed.replace('d', ''))
  return {
    first,
    last: new Date(Date.parse(first) + (days - 1) * 86400e3).toISOString().slice(0, 10),
    partial: true,
  }
}

export function firstMonth(text: string, start: number): string {
  if (/^\d{4}-\d{2}$/.test(text)) return text
  const year = Number(text.slice(0, 4)) - (start > 1 ? 1 : 0)
  const opening = `${year}-${String(start).padStart(2, '0')}`
  return text.includes('Q') ? after(opening, (Number(text.at(-1)) - 1) * 3) : opening
}

export function after(month: string, count: number): string {
  const date = new Date(`${month}-15T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + count)
  return date.toISOString().slice(0, 7)
}

export function monthEnd(month: string): string {
  return new Date(Date.parse(`${after(month, 1)}-01`) - 86400e3).toISOString().slice(0, 10)
}

export function quarterOf(month: string, start: number): string {
  for (let year = Number(month.slice(0, 4)); ; year++)
    for (let quarter = 1; quarter <= 4; quarter++) {
      const first = firstMonth(`${year}-Q${quarter}`, start)
      if (month >= first && month <= after(first, 2)) return `${year}-Q${quarter}`
    }
}
