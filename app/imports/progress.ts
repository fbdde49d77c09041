/** What a long command tells the person who waits; `published` marks the swap for tests that kill it there. */
export type Progress =
  | { readonly stage: 'reading'; readonly file: string; readonly done: number; readonly total: number }
  | { readonly stage: Step }
  /** What is done with a table of the group's warehouse, in words. */
  | { readonly stage: 'exporting'; readonly says: string }
  | { readonly stage: 'left-behind'; readonly files: readonly string[] }

export type OnProgress = (progress: Progress) => void

export const SILENT: OnProgress = () => undefined

const SHARES = {
  waiting: 0,
  generating: 0.02,
  loading: 0.25,
  writing: 0.5,
  sending: 0.6,
  building: 0.7,
  publishing: 0.98,
  published: 1,
  'former-stays': 1,
} as const
type Step = keyof typeof SHARES

/** About how much of the making of a data set is done, 0 to 1; null for what says nothing of it. */
export function shareDone(progress: Progress): number | null {
  return progress.stage in SHARES ? SHARES[progress.stage as Step] : null
}
