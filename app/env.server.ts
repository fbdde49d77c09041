import { z } from 'zod'

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
  VIGIE_WAREHOUSE: oneOf(['duckdb']).default('duckdb'),
  VIGIE_IDENTITY: oneOf(['demo', 'local', 'iap', 'oidc']).nullable().default(null),
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
  readonly warehouse: 'duckdb'
  readonly identity: 'demo' | 'local' | 'iap' | 'oidc' | null
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
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.VIGIE_DATA_DIR,
    dataset: env.VIGIE_DATASET,
    warehouse: env.VIGIE_WAREHOUSE,
    identity: env.VIGIE_IDENTITY,
    documentCache: env.VIGIE_DOCUMENT_CACHE === 'on',
    log: env.VIGIE_LOG,
    mode: env.NODE_ENV,
  }
}
