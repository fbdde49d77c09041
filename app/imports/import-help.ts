/** What `npm run import -- --help` prints. */
export const IMPORT_HELP = `Imports files, or a table of the group's warehouse, into the group's data: all of it, or nothing when something is refused.

  npm run import -- FILE… --format FORMAT [options]
  npm run import -- --from bigquery:PROJECT.DATASET.TABLE --format gcp-billing|focus [options]

  --format    gcp-billing   Google Cloud's billing export, standard or detailed (a table only)
              focus         FOCUS 1.0 to 1.2 billing (CSV, JSON lines, Parquet, or a table)
              llm-requests  one call to a model per row (CSV, JSON lines or Parquet)
  --map FILE  names of columns, and rules that assign rows:
              {"columns": {"model": "checkpoint"},
               "assign": [{"from": "tag:business_unit", "to": "subsidiary"},
                          {"from": "account", "to": "project", "values": {"123": "claims"}, "since": "2026-01-01"}],
               "perimeter": [{"from": "service", "values": ["Vertex AI"], "is": "ai"}]}
              A perimeter says which billing rows are AI (ai, not_ai, undecided): the first rule that matches wins,
              only AI is loaded, and what no rule decides is reported. Without one every row counts.
  --append    rows of the same source, account and month are already there, and these complete them
  --replace   … and these stand in for them
  --origin T  moment that relative times count from, such as 2024-01-01T00:00:00Z
  --data-dir  folder of the data sets (VIGIE_DATA_DIR, else .vigie)
  --dry-run   reads and reports, writes nothing
  --json      the report as JSON on standard output

  Of a table:
  --since M   first month that is wanted, such as 2026-01 (that of the last import, else all)
  --max-bytes N  what may be read of the table (64 GiB); the price is said before anything is read
  --location L   where queries run (VIGIE_BIGQUERY_LOCATION, else where the table is)
  Queries run with your own credentials, billed to VIGIE_BIGQUERY_PROJECT, else to the table's own project. Months with
  rows exported since the last import are read again whole; a changed map reads all again. Ctrl+C cancels the query
  that runs. app/guide/billing-exports.md says more.

  With VIGIE_WAREHOUSE=bigquery the same command publishes in the data set that VIGIE_BIGQUERY_PROJECT, _DATASET and
  _LOCATION name: rows go there by load jobs, and what is served changes all at once or not at all.

  Exit code: 0 imported (rejected rows are reported), 1 refused and nothing changed, 2 wrong usage.
`
