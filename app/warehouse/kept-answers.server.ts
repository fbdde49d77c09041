import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { DatasetInfo, Row } from '#app/warehouse/warehouse.ts'

/** Rows as an engine answered them, and when. */
export type KeptAnswer = { readonly rows: readonly Row[]; readonly keptAt: string }

/**
 * Answers of a distant engine, by the key of what was asked and the version that answered: in memory while they are
 * used, on disk for the day when the engine cannot be reached. A version never changes, so neither does its answer.
 */
export type KeptAnswers = {
  get(key: string, version: string): Promise<KeptAnswer | null>
  put(key: string, version: string, rows: readonly Row[]): KeptAnswer
  /** Notes what a version is, so that it can be shown without the engine. */
  describe(info: DatasetInfo): Promise<void>
  /** Versions that answers are kept of, the newest first. */
  versions(): Promise<readonly DatasetInfo[]>
  /** Forgets all versions but the newest ones. */
  prune(): Promise<void>
  /** Writes at once what still waits to be written. */
  flush(): Promise<void>
}

/** A page that waits for an answer goes before the disk. */
const WRITE_AFTER_MS = 250

const MEMORY_CELLS = 4_000_000
const VERSIONS_KEPT = 3
const FILES_A_VERSION = 4000
const INFO = 'dataset.json'

/** Opens the answers kept in a folder; `onError` is told of a disk that refuses, which stops nothing. */
export function openKeptAnswers(folder: string, onError: (error: unknown) => void): KeptAnswers {
  const memory = new Map<string, KeptAnswer>()
  const written = new Map<string, number>()
  const unwritten = new Map<string, () => Promise<void>>()
  let cells = 0
  const weight = ({ rows }: KeptAnswer) => 1 + rows.length * Object.keys(rows[0] ?? {}).length

  function remember(place: string, answer: KeptAnswer): void {
    const before = memory.get(place)
    if (before !== undefined) cells -= weight(before)
    memory.delete(place)
    memory.set(place, answer)
    cells += weight(answer)
    for (const [oldest, kept] of memory) {
      if (cells <= MEMORY_CELLS || oldest === place) break
      memory.delete(oldest)
      cells -= weight(kept)
    }
  }

  async function makeRoom(version: string): Promise<void> {
    const place = path.join(folder, version)
    const count = written.get(version) ?? (await namesIn(place)).length
    written.set(version, count + 1)
    if (count < FILES_A_VERSION) return
    const files = await Promise.all(
      (await namesIn(place))
        .filter((name) => name !== INFO)
        .map(async (name) => ({ name, at: (await stat(path.join(place, name))).mtimeMs })),
    )
    const oldest = files.sort((a, b) => a.at - b.at).slice(0, Math.ceil(files.length / 4))
    for (const { name } of oldest) await rm(path.join(place, name), { force: true })
    written.set(version, files.length - oldest.length)
  }

  return {
    async get(key, version) {
      const place = placeOf(key, version)
      // One that was put while the disk was read counts: nobody asks the engine for it again.
      const answer =
        memory.get(place) ??
        (await readAnswer(path.join(folder, place), onError)) ??
        memory.get(place) ??
        null
      if (answer !== null) remember(place, answer)
      return answer
    },
    put(key, version, rows) {
      const answer = { rows, keptAt: new Date().toISOString() }
      const place = placeOf(key, version)
      remember(place, answer)
      const write = async () => {
        clearTimeout(timer)
        unwritten.delete(place)
        await makeRoom(version)
          .then(() => writeChecked(path.join(folder, place), answer))
          .catch(onError)
      }
      const timer = setTimeout(write, WRITE_AFTER_MS)
      unwritten.set(place, write)
      return answer
    },
    async flush() {
      await Promise.all([...unwritten.values()].map((write) => write()))
    },
    async describe(info) {
      await writeChecked(path.join(folder, info.version, INFO), info).catch(onError)
    },
    async versions() {
      const found = await Promise.all(
        (await namesIn(folder)).map(async (name) => {
          const file = path.join(folder, name, INFO)
          const info = (await readChecked(file, onError)) as DatasetInfo | null
          return info === null ? [] : [{ info, at: (await stat(file)).mtimeMs }]
        }),
      )
      return found
        .flat()
        .sort((a, b) => b.at - a.at)
        .map(({ info }) => info)
    },
    async prune() {
      const kept = (await this.versions()).slice(0, VERSIONS_KEPT).map(({ version }) => version)
      for (const name of await namesIn(folder))
        if (!kept.includes(name))
          await rm(path.join(folder, name), { recursive: true, force: true }).catch(onError)
    },
  }
}

function placeOf(key: string, version: string): string {
  return path.join(version, `${createHash('sha256').update(key).digest('hex')}.json`)
}

async function readAnswer(file: string, onError: (error: unknown) => void): Promise<KeptAnswer | null> {
  return (await readChecked(file, onError)) as KeptAnswer | null
}

/** One line of digest, then the content: a file cut short by a full disk or a power cut is no answer. */
async function writeChecked(file: string, content: unknown): Promise<void> {
  const text = JSON.stringify(content)
  await mkdir(path.dirname(file), { recursive: true })
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`
  try {
    await writeFile(temporary, `${digestOf(text)}\n${text}`)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function readChecked(file: string, onError: (error: unknown) => void): Promise<unknown> {
  const text = await readFile(file, 'utf-8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') onError(error)
    return null
  })
  if (text === null) return null
  const end = text.indexOf('\n')
  const content = text.slice(end + 1)
  if (text.slice(0, end) === digestOf(content)) return JSON.parse(content)
  onError(new Error(`${file} is damaged: it is not used, and is written again with the next answer.`))
  return null
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}
