import { randomBytes } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from '#app/warehouse/manifest.server.ts'

/** Puts a text in place of a file's content: whatever stops the machine, the old or the new is there whole. */
export async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const temporary = path.join(folder, `${name}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`)
  const handle = await open(temporary, 'wx')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, path.join(folder, name))
  await syncFolder(folder)
}
