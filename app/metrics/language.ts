/** The languages every page exists in. */
export type Language = 'fr' | 'en'
