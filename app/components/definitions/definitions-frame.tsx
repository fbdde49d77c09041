import type { ReactNode } from 'react'
import { navigation } from '#app/components/navigation.ts'
import { Shell } from '#app/components/shell.tsx'
import type { Language } from '#app/i18n/messages.ts'

export type FrameProps = {
  readonly language: Language
  readonly address: string
  readonly otherLanguageHref: string
  readonly theme: 'light' | 'dark' | null
}

type Props = FrameProps & {
  readonly view: { readonly demo: boolean; readonly footer: string }
  /** The way back, on a page that was reached from another. */
  readonly back?: { readonly href: string; readonly text: string }
  readonly children: ReactNode
}

/** The frame of pages that explain: the menu without a current page, and the way back. */
export function DefinitionsFrame({ language, view, back, children, ...frame }: Props) {
  return (
    <Shell
      language={language}
      navigation={navigation(language, null)}
      homeHref={`/${language}`}
      otherLanguageHref={frame.otherLanguageHref}
      address={frame.address}
      theme={frame.theme}
      demo={view.demo}
      footer={view.footer}
    >
      <div className="explained">
        {back !== undefined && (
          <p className="back">
            <a href={back.href}>{back.text}</a>
          </p>
        )}
        {children}
      </div>
    </Shell>
  )
}
