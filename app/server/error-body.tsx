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
  /** What was wrong and how to mend it, where it is known. */
  readonly detail?: string | undefined
}

/** The title of a page that could not be shown. */
export function errorTitle(status: number, language: Language): string {
  const { shell } = messagesFor(language)
  return `${shell.errorStatus(status)} · ${shell.product}`
}

/** What a failure says of itself, where it was made here: what else failed may repeat what was asked. */
export function detailOf(data: unknown): string | undefined {
  const isDetail = typeof data === 'object' && data !== null && 'detail' in data
  return isDetail && typeof data.detail === 'string' ? data.detail : undefined
}

/** Where a reader can go on from: of an address that leads nowhere, the lists that lead to every page of one thing. */
function linksOf(status: number, language: Language) {
  const { shell, definitions } = messagesFor(language)
  const home = `/${language}`
  const lists = [
    { href: `${home}/commitments`, label: shell.pages.commitments },
    { href: `${home}/subsidiaries`, label: shell.pages.subsidiaries },
    { href: `${home}/definitions`, label: definitions.title },
    { href: `${home}/explore`, label: shell.pages.explore },
  ]
  return [{ href: home, label: shell.home }, ...(status === 404 ? lists : [])]
}

/** The designed page for any failure, within the shell, with links that work: nothing of the address comes back. */
export function ErrorBody({ status, language, theme, demo, requestId, detail }: FailedPage) {
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
        {...(detail === undefined ? {} : { detail })}
        links={linksOf(status, language)}
        requestId={requestId}
      />
    </Shell>
  )
}
