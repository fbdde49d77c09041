import type { FileReport, ImportReport, NatureTotal, PerimeterReport } from '#app/imports/report.ts'

/** The report as a person reads it. Sums are the exact digits of the file, to compare with the invoice. */
export function printReport(report: ImportReport): string {
  const lines = report.files.flatMap((file) => printFile(file, report.warehouse))
  for (const { file, rows } of report.replaced)
    lines.push(`Replaced: ${count(rows)} rows that came from ${file}.`)
  lines.push(...printEnd(report))
  return `${lines.join('\n')}\n`
}

function printFile(file: FileReport, warehouse: ImportReport['warehouse']): string[] {
  const edition = file.edition === null ? '' : ` ${file.edition}`
  const head = `${file.file}: ${file.format}${edition} (${file.content}), ${months(file.months)}`
  if (file.unchanged)
    return [
      head,
      file.content === 'table'
        ? '  Nothing was written to the table since the last import, and the map is the same: nothing to do.'
        : '  Already imported with the same content, map and origin: nothing to do.',
      '',
    ]
  return [
    head,
    `  rows read ${count(file.rowsRead)}, loaded ${count(file.rowsLoaded)}, rejected ${count(file.rejected.rows)}`,
    ...printRejects(file),
    ...printIdentical(file),
    ...printRepeated(file, warehouse),
    ...(file.perimeter === null ? [] : printPerimeter(file.perimeter)),
    ...(file.billing === null ? [] : printBilling(file.billing)),
    ...(file.requests === null ? [] : printRequests(file.requests)),
    ...printAssigned(file),
    ...(file.unknownTexts ?? []).map(
      ({ from, to, text, rows, billed, currency }) =>
        `  no rule makes “${text}” of ${from} a ${to}: ${count(rows)} rows, ${billed} ${currency}`,
    ),
    '',
  ]
}

function printRejects({ rejected }: FileReport): string[] {
  const counted = rejected.byReason.map(
    ({ column, reason, rows }) => `    ${column}: ${reason}: ${count(rows)} rows`,
  )
  const named = rejected.first.map(({ line, column, reason }) => `    line ${line}, ${column}: ${reason}`)
  const more = rejected.rows - rejected.first.length
  return [...counted, ...named, ...(more > 0 && named.length > 0 ? [`    and ${count(more)} more`] : [])]
}

function printIdentical({ identicalRows, content }: FileReport): string[] {
  if (content === 'table') return []
  if (identicalRows === null) return ['  identical rows: not looked for in JSON lines']
  if (identicalRows === 0) return []
  return [
    `  warning: ${count(identicalRows)} rows repeat another one of this file, cell by cell; they are kept and counted`,
  ]
}

function printRepeated(
  { repeatedRows, rowsLoaded }: FileReport,
  warehouse: ImportReport['warehouse'],
): string[] {
  if (repeatedRows === 0) return []
  return [
    `  warning: ${count(repeatedRows)} of ${count(rowsLoaded)} rows add up to what an earlier file already brought for the same days; --append counts them twice`,
    warehouse === 'duckdb'
      ? '    to undo: remove manifest.json from the folder « group » of the data, and import the other files again without this one'
      : '    to undo: import the other files without this one into another data set (VIGIE_BIGQUERY_DATASET)',
  ]
}

function printPerimeter(perimeter: PerimeterReport): string[] {
  const { ai, notAi, undecided, withUndecided, undecidedServices, idleTexts } = perimeter
  const amounts = (totals: readonly NatureTotal[]) =>
    totals.length === 0
      ? 'no row'
      : totals.map(({ currency, rows, billed }) => `${count(rows)} rows, ${billed} ${currency}`).join('; ')
  const whole = withUndecided.map(({ currency, billed }) => `${billed} ${currency}`).join('; ')
  return [
    `  AI by the perimeter, loaded: ${amounts(ai)}`,
    `  not AI, left out: ${amounts(notAi)}`,
    `  undecided, left out: ${amounts(undecided)}`,
    ...(undecided.length === 0
      ? []
      : [
          ...undecidedServices.map((each) => `    ${each.service}: ${amounts([each])}`),
          `    were all of it AI, the invoiced amount would be ${whole}`,
        ]),
    ...idleTexts.map(
      ({ from, text }) => `  warning: “${text}” of ${from} decides no row of this file: check its spelling`,
    ),
  ]
}

function printBilling(billing: NonNullable<FileReport['billing']>): string[] {
  const byCategory = Object.entries(billing.rowsByChargeCategory).map(
    ([name, rows]) => `${name} ${count(rows)}`,
  )
  const empty = Object.entries(billing.emptyAmounts).map(([name, rows]) => `${name} ${count(rows)}`)
  const digits = Object.entries(billing.digitsPast18).map(([name, rows]) => `${name} ${count(rows)}`)
  return [
    ...billing.totals.map(
      ({ currency, rows, billed, effective, list }) =>
        `  ${currency} (${count(rows)} rows): billed ${billed}, effective ${effective}, list ${list ?? 'unknown'}`,
    ),
    `  rows by charge category: ${byCategory.join(', ')}`,
    ...(billing.negativeRows === 0
      ? []
      : [
          `  negative amounts: ${count(billing.negativeRows)} rows, ${billing.negativeSum.map(({ currency, billed }) => `${billed} ${currency}`).join(', ')}`,
        ]),
    ...(empty.length === 0 ? [] : [`  empty amounts counted as 0: ${empty.join(', ')}`]),
    ...(digits.length === 0 ? [] : [`  rounded at the 18th decimal: ${digits.join(', ')}`]),
  ]
}

function printRequests(requests: NonNullable<FileReport['requests']>): string[] {
  const statuses = Object.entries(requests.statuses).map(([name, rows]) => `${name} ${count(rows)}`)
  return [
    `  requests ${count(requests.requests)}, input tokens ${requests.inputTokens ?? 'unknown'}, output tokens ${requests.outputTokens ?? 'unknown'}`,
    ...(requests.rowsWithoutTokens === 0
      ? []
      : [`  without token counts: ${count(requests.rowsWithoutTokens)} rows`]),
    ...(statuses.length === 0 ? [] : [`  by status: ${statuses.join(', ')}`]),
  ]
}

function printAssigned({ assigned, untagged, rowsLoaded, billing }: FileReport): string[] {
  return [
    ...assigned.flatMap(({ to, assignedRows, share, ids, asWritten, cost }) => {
      const left = cost.map(({ currency, unassigned }) => `${unassigned} ${currency}`).join(', ')
      const found = `${count(assignedRows)} of ${count(rowsLoaded)} rows assigned (${(100 * share).toFixed(1)} %)`
      return [
        `  ${to}: ${found}${ids === null ? '' : ` to ${count(ids)} different ids`}${left === '' ? '' : `, unassigned ${left}`}`,
        ...asWritten.map(
          (from) =>
            `    each value of ${from} is a ${to} of its own, as written: "values" in the map says which values are which ${to}`,
        ),
      ]
    }),
    ...(billing === null
      ? []
      : [
          `  rows without any tag: ${count(untagged.rows)}${untagged.unreadable === 0 ? '' : `; tags that are not a JSON object: ${count(untagged.unreadable)}`}`,
        ]),
    ...untagged.withoutMapped.map(
      ({ from, to, rows }) => `  rows without ${from} (for ${to}): ${count(rows)}`,
    ),
  ]
}

function printEnd(report: ImportReport): string[] {
  if (report.dryRun) return ['Dry run: nothing was written.']
  const loaded = report.files.some(({ unchanged }) => !unchanged)
  if (!loaded) return [`Nothing changed: version ${report.version}.`]
  return [
    `Published: version ${report.version}, as of ${report.asOf}.`,
    ...(report.files.some(({ billing }) => billing !== null) ? [report.perimeter] : []),
    report.backToDemo,
  ]
}

function months(list: readonly string[]): string {
  const [first] = list
  if (first === undefined) return 'no month'
  return list.length === 1 ? first : `${first} to ${list.at(-1)} (${list.length} months)`
}

function count(rows: number): string {
  return rows.toLocaleString('en')
}
