import type { ReactNode } from 'react'
import { navigation, type PageId } from '#app/components/navigation.ts'
import { ScopeLine } from '#app/components/scope-line.tsx'
import { Shell } from '#app/components/shell.tsx'
import type { Language } from '#app/i18n/messages.ts'
import type { ScopeLineView } from '#app/reports/scope-line-view.ts'

type Props = {
  readonly language: Language
  /** The page of the menu that this one is, or stands under; null for none. */
  readonly current: PageId | null
  readonly view: {
    /** The choices that links to other pages keep. */
    readonly search: string
    readonly demo: boolean
    readonly footer: string
    readonly scopeLine?: ScopeLineView
  }
  readonly address: string
  readonly otherLanguageHref: string
  readonly theme: 'light' | 'dark' | null
  /** Names the page for the print layout. */
  readonly page?: string
  readonly children: ReactNode
}

/** The shell of a page about a quarter: the menu keeps the reader's choices, the scope line and the foot are its view's. */
export function QuarterShell({ language, current, view, page, children, ...frame }: Props) {
  return (
    <Shell
      language={language}
      navigation={navigation(language, current, view.search)}
      homeHref={`/${language}${view.search}`}
      demo={view.demo}
      footer={view.footer}
      {...(view.scopeLine === undefined
        ? {}
        : { scopeLine: <ScopeLine language={language} {...view.scopeLine} /> })}
      {...(page === undefined ? {} : { page })}
      {...frame}
    >
      {children}
    </Shell>
  )
}
