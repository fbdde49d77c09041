import type { ReactNode } from 'react'
import { CoverageBar } from '#app/charts/coverage-bar.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

/** A value in ink, and what qualifies it in grey; both already formatted. */
export type ScopeText = { readonly text: string; readonly detail: string }

type Props = {
  readonly language: Language
  readonly scope: ScopeText
  /** « T3 2026 », and the addresses of its neighbours; null where there is none. */
  readonly quarter: {
    readonly text: string
    readonly previousHref: string | null
    readonly nextHref: string | null
  }
  /** « clos », « ouvert, 47 jours sur 92 », « figé le 16 oct. 2026 ». */
  readonly state: ScopeText
  readonly freshness: ScopeText
  /** `share` from 0 to 1, null when unknown; no coverage where each line of the page tells its own. */
  readonly coverage: (ScopeText & { readonly share: number | null }) | null
  readonly exports: readonly { readonly href: string; readonly label: string }[]
}

/** What every figure of the page is about: scope, quarter and its state, freshness, coverage, exports. */
export function ScopeLine({ language, scope, quarter, state, freshness, coverage, exports }: Props) {
  const words = messagesFor(language).shell.scope
  return (
    <section aria-label={words.name}>
      <dl className="scope">
        <Item term={words.scope} value={scope} />
        <div>
          <dt>{words.quarter}</dt>
          <dd className="quarter">
            <Step href={quarter.previousHref} say={words.previousQuarter} sign="‹" />
            {quarter.text}
            <Step href={quarter.nextHref} say={words.nextQuarter} sign="›" />
          </dd>
        </div>
        <Item term={words.state} value={state} />
        <Item term={words.freshness} value={freshness} />
        {coverage !== null && (
          <Item term={words.coverage} value={coverage}>
            <CoverageBar share={coverage.share} complete small />
          </Item>
        )}
        {exports.length > 0 && (
          <div className="exports">
            <dt>{words.export}</dt>
            <dd>
              {exports.map(({ href, label }) => (
                <a key={href} href={href}>
                  {label}
                </a>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  )
}

function Item({
  term,
  value,
  children,
}: {
  readonly term: string
  readonly value: ScopeText
  readonly children?: ReactNode
}) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {children}
        {value.text} {value.detail !== '' && <i>{value.detail}</i>}
      </dd>
    </div>
  )
}

function Step({
  href,
  say,
  sign,
}: {
  readonly href: string | null
  readonly say: string
  readonly sign: string
}) {
  if (href === null) return null
  return (
    <a href={href} aria-label={say} title={say}>
      {sign}
    </a>
  )
}
