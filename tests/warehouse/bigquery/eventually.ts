import { vi } from 'vitest'

/** Waits until it holds; a busy machine may take its time. */
export const eventually = (holds: () => unknown): Promise<unknown> => vi.waitFor(holds, { timeout: 30_000 })
