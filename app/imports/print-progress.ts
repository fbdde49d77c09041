import path from 'node:path'
import type { OnProgress, Progress } from '#app/imports/progress.ts'

const WORDS = {
  waiting: 'Another command writes this data set: waiting',
  generating: 'Generating the group',
  loading: 'Loading its rows',
  writing: 'Writing core',
  sending: 'Sending core to BigQuery',
  building: 'Building the tables that pages read',
  publishing: 'Publishing',
  published: 'published',
  'former-stays':
    'The former version could not be given an end: « npm run bigquery -- sweep » finds it in a day.',
} as const

/** Says on a stream what a command is doing: one line a step, percentages only where a person looks on. */
export function printProgress(stream: NodeJS.WriteStream): OnProgress {
  let last = ''
  return (progress) => {
    const line = lineOf(progress, stream.isTTY === true)
    if (line === null || line === last) return
    last = line
    stream.write(stream.isTTY === true && progress.stage === 'reading' ? `\r${line}` : `${line}\n`)
  }
}

function lineOf(progress: Progress, live: boolean): string | null {
  if (progress.stage === 'left-behind')
    return `Still open elsewhere, removed by the next import: ${progress.files.join(', ')}`
  if (progress.stage === 'exporting') return progress.says
  if (progress.stage !== 'reading') return WORDS[progress.stage]
  const name = path.basename(progress.file)
  const percent = Math.floor((100 * progress.done) / Math.max(1, progress.total))
  if (live) return `Reading ${name} ${percent} %${progress.done >= progress.total ? '\n' : ''}`
  return `Reading ${name}`
}
