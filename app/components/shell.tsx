import type { ReactNode } from 'react'
import { ChartDefs } from '#app/charts/chart-defs.tsx'
import { BrandMark } from '#app/components/brand-mark.tsx'
import { ThemeSwitch } from '#app/components/theme-switch.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

export type NavigationLink = { readonly href: string; readonly label: string; readonly current: boolean }

type Props = {
  readonly language: Language
  /** Only pages that exist. */
  readonly navigation: readonly NavigationLink[]
  readonly homeHref: string
  /** The same page, same filters, in the other language. */
  readonly otherLanguageHref: string
  /** Path and query of this page, to come back to after a change of theme. */
  readonly address: string
  readonly theme: 'light' | 'dark' | null
  readonly demo: boolean
  /** The scope line, or nothing on pages without figures. */
  readonly scopeLine?: ReactNode
  /** What the page says about itself: data set, version. */
  readonly footer: ReactNode
  /** Names the page for the print layout: `synthesis`. */
  readonly page?: string
  readonly children: ReactNode
}

/** Everything around a page: brand, navigation, demo badge, language, theme, footer. Complete without a script. */
export function Shell(props: Props) {
  const { shell } = messagesFor(props.language)
  const { kept, at_risk, missed, not_assessable } = shell.status
  const letters = {
    kept: kept.letter,
    at_risk: at_risk.letter,
    missed: missed.letter,
    not_assessable: not_assessable.letter,
  }
  const other = props.language === 'fr' ? 'en' : 'fr'
  const otherLanguage = (
    <a
      className="language"
      href={props.otherLanguageHref}
      lang={other}
      hrefLang={other}
      title={shell.otherLanguage.say}
    >
      {shell.otherLanguage.name}
    </a>
  )
  return (
    <>
      <ChartDefs letters={letters} />
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      <div className={props.page === undefined ? 'page' : `page page-${props.page}`}>
        <header className="top">
          <a className="brand" href={props.homeHref} aria-label={shell.home}>
            <BrandMark />
            {shell.product}
          </a>
          <nav className="nav" aria-label={shell.navigation}>
            <NavigationList links={props.navigation} />
          </nav>
          {props.demo && <span className="demo">{shell.demo}</span>}
          {otherLanguage}
          <details className="menu">
            <summary aria-label={shell.menu}>
              <svg width="20" height="20" aria-hidden="true">
                <path d="M1 4h18M1 10h18M1 16h18" stroke="currentColor" strokeWidth="2" />
              </svg>
            </summary>
            <nav aria-label={shell.menu}>
              <NavigationList links={props.navigation} />
              {otherLanguage}
            </nav>
          </details>
        </header>
        {props.scopeLine}
        <main id="content">{props.children}</main>
        <footer className="foot">
          <div>{props.footer}</div>
          <ThemeSwitch language={props.language} theme={props.theme} address={props.address} />
        </footer>
      </div>
    </>
  )
}

function NavigationList({ links }: { readonly links: readonly NavigationLink[] }) {
  return (
    <ul>
      {links.map(({ href, label, current }) => (
        <li key={href}>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
