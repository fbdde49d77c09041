import { z } from 'zod'
import { type BigQuerySettings, isLocalEndpoint } from '#app/warehouse/bigquery/settings.ts'

const PORT_REMEDY = 'a port is a whole number from 0 (any free one) to 65535, for example PORT=3000'

const schema = z.object({
  PORT: z
    .string()
    .default('3000')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, PORT_REMEDY)
    .transform(Number),
  HOST: z
    .string()
    .regex(
      /^[A-Za-z0-9_.:-]+$/,
      'a host is a name or an address to listen on, for example HOST=127.0.0.1 (this machine only)',
    )
    .default('127.0.0.1'),
  VIGIE_DATA_DIR: z.string().default('.vigie'),
  VIGIE_DATASET: oneOf(['demo', 'group']).nullable().default(null),
  VIGIE_WAREHOUSE: oneOf(['duckdb', 'bigquery']).default('duckdb'),
  VIGIE_BIGQUERY_PROJECT: z
    .string()
    .regex(
      /^(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
      'a project is written by its id, for example VIGIE_BIGQUERY_PROJECT=my-group-data or s3ns:my-group-data',
    )
    .nullable()
    .default(null),
  VIGIE_BIGQUERY_DATASET: z
    .string()
    .regex(
      /^[A-Za-z0-9_]{1,1024}$/,
      'a data set has letters, digits and _, for example VIGIE_BIGQUERY_DATASET=vigie',
    )
    .nullable()
    .default(null),
  VIGIE_BIGQUERY_LOCATION: z
    .string()
    .regex(
      /^[A-Za-z0-9-]{2,40}$/,
      'a location is a region or EU, for example VIGIE_BIGQUERY_LOCATION=europe-west9',
    )
    .nullable()
    .default(null),
  VIGIE_BIGQUERY_UNIVERSE: z
    .string()
    .regex(
      /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
      'a universe is a domain, for example VIGIE_BIGQUERY_UNIVERSE=s3nsapis.fr',
    )
    .nullable()
    .default(null),
  VIGIE_BIGQUERY_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      error: 'an endpoint is an address, for example VIGIE_BIGQUERY_ENDPOINT=http://127.0.0.1:9050',
    })
    .refine(
      (endpoint) =>
        // What is no address at all was said by the line above.
        !URL.canParse(endpoint) || endpoint.startsWith('https:') || isLocalEndpoint({ endpoint }),
      'credentials travel to an endpoint on another machine, so it is an https address',
    )
    .nullable()
    .default(null),
  VIGIE_BIGQUERY_MAX_BYTES: z
    .string()
    .regex(
      /^[1-9]\d{0,14}$/,
      'what a query may bill is a number of bytes, for example VIGIE_BIGQUERY_MAX_BYTES=209715200 (200 MiB)',
    )
    .default(String(200 * 1024 * 1024))
    .transform(Number),
  VIGIE_IDENTITY: oneOf(['demo', 'local', 'iap', 'oidc']).nullable().default(null),
  VIGIE_PAGE_DEADLINE_MS: z
    .string()
    .regex(
      /^\d{1,6}$/,
      'how long a page waits for its panels is a number of milliseconds, for example VIGIE_PAGE_DEADLINE_MS=2500; 0 waits for all',
    )
    .default('2500')
    .transform((text) => (Number(text) === 0 ? null : Number(text))),
  VIGIE_DOCUMENT_CACHE: oneOf(['on', 'off']).default('on'),
  VIGIE_LOG: oneOf(['json', 'off']).default('off'),
  NODE_ENV: oneOf(['production', 'development', 'test']).default('production'),
})

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: `the values known are ${values.join(', ')}` })
}

/** What the environment says, checked once at start-up; null where a variable was left out and has no default. */
export type Env = {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly dataset: 'demo' | 'group' | null
  readonly warehouse: 'duckdb' | 'bigquery'
  /** Where the data are in BigQuery; null unless all three of project, data set and location are named. */
  readonly bigquery: BigQuerySettings | null
  /** What is said of BigQuery word by word, for who reads a table there without any data set of Vigie's. */
  readonly bigqueryPlace: {
    readonly project: string | null
    readonly location: string | null
    readonly universe: string | null
    readonly endpoint: string | null
  }
  readonly identity: 'demo' | 'local' | 'iap' | 'oidc' | null
  /** Null for as long as the panels take. */
  readonly pageDeadlineMs: number | null
  readonly documentCache: boolean
  readonly log: 'json' | 'off'
  readonly mode: 'production' | 'development' | 'test'
}

/** One line for each variable that cannot be understood: its name, what it holds and what to write instead. */
export class EnvError extends Error {
  constructor(mistakes: readonly string[]) {
    super(`The environment cannot be understood.\n${mistakes.map((mistake) => `  ${mistake}`).join('\n')}`)
    this.name = 'EnvError'
  }
}

/**
 * Reads Vigie's variables, the process's own unless others are given; an empty one counts as left out.
 * @throws {EnvError} naming every mistake at once
 */
export function parseEnv(variables: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    throw new EnvError(
      parsed.error.issues.map((issue) => {
        const name = String(issue.path[0])
        return `${name}=${JSON.stringify(given[name])}: ${issue.message}.`
      }),
    )
  }
  const env = parsed.data
  const bigquery = bigQueryOf(env)
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.VIGIE_DATA_DIR,
    dataset: env.VIGIE_DATASET,
    warehouse: env.VIGIE_WAREHOUSE,
    bigquery,
    bigqueryPlace: {
      project: env.VIGIE_BIGQUERY_PROJECT,
      location: env.VIGIE_BIGQUERY_LOCATION,
      universe: env.VIGIE_BIGQUERY_UNIVERSE,
      endpoint: env.VIGIE_BIGQUERY_ENDPOINT,
    },
    identity: env.VIGIE_IDENTITY,
    pageDeadlineMs: env.VIGIE_PAGE_DEADLINE_MS,
    documentCache: env.VIGIE_DOCUMENT_CACHE === 'on',
    log: env.VIGIE_LOG,
    mode: env.NODE_ENV,
  }
}

/** What to say where BigQuery's data set is named and the tables on this machine are used; null where nobody can be misled. */
export function overlookedBigQuery(
  { warehouse, bigquery }: Env,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  if (warehouse === 'bigquery' || bigquery === null || variables.VIGIE_WAREHOUSE) return null
  return `VIGIE_BIGQUERY_DATASET is set and VIGIE_WAREHOUSE is not: these data are on this machine. VIGIE_WAREHOUSE=bigquery means ${bigquery.project}.${bigquery.dataset}, VIGIE_WAREHOUSE=duckdb says no more of it.\n`
}

/** All three or nothing; nothing is a mistake where BigQuery is asked for. */
function bigQueryOf(env: z.infer<typeof schema>): BigQuerySettings | null {
  const {
    VIGIE_BIGQUERY_PROJECT: project,
    VIGIE_BIGQUERY_DATASET: dataset,
    VIGIE_BIGQUERY_LOCATION: location,
  } = env
  if (project !== null && dataset !== null && location !== null)
    return {
      project,
      dataset,
      location,
      universe: env.VIGIE_BIGQUERY_UNIVERSE,
      endpoint: env.VIGIE_BIGQUERY_ENDPOINT,
      maxBytes: env.VIGIE_BIGQUERY_MAX_BYTES,
    }
  if (env.VIGIE_WAREHOUSE !== 'bigquery') return null
  const missing = [
    ...(project === null ? ['VIGIE_BIGQUERY_PROJECT: the id of the project, such as my-group-data'] : []),
    ...(dataset === null ? ['VIGIE_BIGQUERY_DATASET: the data set in it, such as vigie'] : []),
    ...(location === null ? ['VIGIE_BIGQUERY_LOCATION: where it is, such as europe-west9 or EU'] : []),
  ]
  throw new EnvError(missing.map((one) => `VIGIE_WAREHOUSE=bigquery needs ${one}.`))
}
