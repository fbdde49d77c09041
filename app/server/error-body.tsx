import { ErrorPage } from '#app/components/error-page.tsx'
import { Shell } from '#app/components/shell.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import type { Language } from '#app/metrics/language.ts'
import type { Theme } from '#app/server/cookies.ts'
import { languageOfPath } from '#app/server/language.ts'

export type FailedPage = {
  readonly status: number
  readonly language: Language
  readonly theme: Theme | null
  /** Path and query that were asked. */
  readonly address: string
  readonly demo: boolean
  readonly requestId: string | null
}

/** The title of a page that could not be shown. */
export function errorTitle(status: number, language: Language): string {
  const { shell } = messagesFor(language)
  return `${shell.errorStatus(status)} · ${shell.product}`
}

/** The designed page for any failure, within the shell, with links that work. */
export function ErrorBody({ status, language, theme, address, demo, requestId }: FailedPage) {
  const home = `/${language}`
  const other = language === 'fr' ? 'en' : 'fr'
  const translated = languageOfPath(address) === null ? `/${other}` : `/${other}${address.slice(3)}`
  return (
    <Shell
      language={language}
      navigation={[]}
      homeHref={home}
      otherLanguageHref={translated}
      address={address}
      theme={theme}
      demo={demo}
      footer={null}
    >
      <ErrorPage
        language={language}
        status={status}
        links={[{ href: home, label: messagesFor(language).shell.home }]}
        requestId={requestId}
      />
    </Shell>
  )
}
