import type { ReactNode } from 'react'
import type { Language } from '#app/metrics/language.ts'
import type { Theme } from '#app/server/cookies.ts'

/** The outermost markup of every page: its language, its theme (the system's when null), its icon. */
export function DocumentFrame(props: {
  language: Language
  theme: Theme | null
  head: ReactNode
  children: ReactNode
}) {
  return (
    <html lang={props.language} data-theme={props.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {props.head}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>{props.children}</body>
    </html>
  )
}
