import { FOCUS } from '#app/sources/focus.ts'
import { LLM_REQUESTS } from '#app/sources/llm-requests.ts'
import type { FormatId, Source } from '#app/sources/source.ts'

/** Every format that can be imported; a further one joins here. */
export const FORMATS: Readonly<Record<FormatId, Source>> = {
  focus: FOCUS,
  'llm-requests': LLM_REQUESTS,
}
