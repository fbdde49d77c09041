import { createContext } from 'react'

/** The nonce of a page that hydrates; a loader never carries it, because its data can be kept or sent twice. */
export const NonceContext = createContext<string | undefined>(undefined)
