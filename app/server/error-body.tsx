import { ErrorPage } from '#app/components/error-page.tsx'
import { Shell } from '#app/components/shell.tsx'
import { messagesFor } from '#app/i18n/messages.ts'
import type { Language } from '#app/metrics/language.ts'
import type { Theme } from '#app/server/cookies.ts'

export type FailedPage = {
  readonly status: number
  readonly language: Language
  readonly theme: Theme | null
  readonly demo: boolean
  readonly requestId: string | null
}

/** The title of a page that could not be shown. */
export function errorTitle(status: number, language: Language): string {
  const { shell } = messagesFor(language)
  return `${shell.errorStatus(status)} · ${shell.product}`
}

/** The designed page for any failure, within the shell, with links that work: nothing of the address comes back. */
export function ErrorBody({ status, language, theme, demo, requestId }: FailedPage) {
  const home = `/${language}`
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <Shell
      language={language}
      navigation={[]}
      homeHref={home}
      otherLanguageHref={`/${other}`}
      address={home}
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
