import type { Answer, Engine, Parameters, Session } from '#tests/googlesql/engine.ts'
import { GoogleSqlError } from '#tests/googlesql/error.ts'
import { queue } from '#tests/googlesql/queue.ts'
import type { Message } from '#tests/googlesql/service.ts'
import type { Table } from '#tests/googlesql/tables.ts'
import { engineType } from './fields.ts'
import { unionMembers } from './statement-text.ts'
import type { Content } from './store.ts'
import { WireError } from './wire-error.ts'

/** Sets of tables kept by the engine at once. */
const KEPT = 8

/** The tables of one statement, by the name that it writes in back quotes. */
export type NamedContent = ReadonlyMap<string, Content>

/** Runs statements over tables that are registered when a statement first names them, and again once they changed. */
export type EngineTables = {
  tablesRead(sql: string): Promise<string[][]>
  ask(tables: NamedContent, sql: string, parameters: Parameters): Promise<Answer>
  resolve(tables: NamedContent, sql: string, parameters: Parameters): Promise<Message>
}

export function openEngineTables(engine: Engine): EngineTables {
  const sessions: { session: Session; held: NamedContent }[] = []
  const oneAtATime = queue()

  async function sessionWith(tables: NamedContent): Promise<Session> {
    const place = sessions.findIndex(({ held }) =>
      [...tables].every(([name, content]) => held.get(name) === content),
    )
    const [found] = place < 0 ? [] : sessions.splice(place, 1)
    if (found !== undefined) {
      sessions.unshift(found)
      return found.session
    }
    const session = (sessions.length === KEPT && sessions.pop()?.session) || engine.session()
    await session.register([...tables].map(([name, content]) => engineTable(name, content)))
    sessions.unshift({ session, held: tables })
    return session
  }

  const over = <T>(tables: NamedContent, work: (session: Session) => Promise<T>) =>
    oneAtATime(() => refusing(async () => work(await sessionWith(tables))))

  return {
    tablesRead: (sql) => refusing(() => engine.tablesRead(sql)),
    ask: (tables, sql, parameters) =>
      over(tables, (session) =>
        session.ask(sql, parameters).catch(async (error: unknown) => {
          const members = unionMembers(sql)
          if (!isTooLarge(error) || members.length === 1) throw error
          // Member by member, a union needs fewer columns at once.
          const answers: Answer[] = []
          for (const member of members) answers.push(await session.ask(member, parameters))
          return oneBelowAnother(answers)
        }),
      ),
    resolve: (tables, sql, parameters) => over(tables, (session) => session.resolve(sql, parameters)),
  }
}

/** Whether the tables of a statement do not go into one message to the engine. */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.message.includes('one message holds')
}

/** Rows under the names of the first answer; only where every member casts its columns are their types those of the whole. */
function oneBelowAnother([first, ...others]: readonly Answer[]): Answer {
  if (first === undefined) throw new Error('a query without any member')
  const renamed = others.flatMap(({ columns, rows }) =>
    rows.map((row) =>
      Object.fromEntries(first.columns.map(({ name }, at) => [name, row[columns[at]?.name ?? ''] ?? null])),
    ),
  )
  return { columns: first.columns, rows: [...first.rows, ...renamed] }
}

function engineTable(name: string, { fields, rows }: Content): Table {
  const columns = fields.map((field) => ({ name: field.name, type: engineType(field) }))
  return { name, columns, rows: rows as Table['rows'] }
}

/** What the engine says against a statement, as BigQuery says it. */
async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof GoogleSqlError) || error.said === null) throw error
    const place = error.line === null ? '' : ` at [${error.line}:${error.column}]`
    throw new WireError(400, 'invalidQuery', `${error.said}${place}`)
  }
}
