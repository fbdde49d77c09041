import { shell as shellEn } from '#app/i18n/en/shell.ts'
import { shell as shellFr } from '#app/i18n/fr/shell.ts'
import type { Language } from '#app/metrics/language.ts'

export type { Language } from '#app/metrics/language.ts'

// A new subject: one file in fr/, its translation in en/ typed by it, and one word in each of these two lines.
const fr = { shell: shellFr }
const en: Messages = { shell: shellEn }

/** Every word of the application, by subject. French is the source of the type: what it lacks in English does not compile. */
export type Messages = typeof fr

/** The words of one language. */
export function messagesFor(language: Language): Messages {
  return language === 'fr' ? fr : en
}
