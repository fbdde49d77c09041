import { GuideLinks } from '#app/components/guide-links.tsx'
import { navigation } from '#app/components/navigation.ts'
import { Shell } from '#app/components/shell.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

type Props = {
  readonly language: Language
  readonly guide: { readonly id: string; readonly html: string }
  readonly guides: readonly { readonly id: string; readonly title: string }[]
  readonly demo: boolean
  readonly footer: string
  readonly address: string
  readonly otherLanguageHref: string
  readonly theme: 'light' | 'dark' | null
}

/** A guide for operators, as it is written, with the way to the others. */
export function GuidePage({ language, guide, guides, ...frame }: Props) {
  const say = messagesFor(language).data.guides
  return (
    <Shell
      language={language}
      navigation={navigation(language, null)}
      homeHref={`/${language}`}
      otherLanguageHref={frame.otherLanguageHref}
      address={frame.address}
      theme={frame.theme}
      demo={frame.demo}
      footer={frame.footer}
    >
      <nav aria-label={say.title}>
        <GuideLinks language={language} guides={guides} current={guide.id} />
      </nav>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a text of our own, made when the server starts. */}
      <article className="guide" lang="en" dangerouslySetInnerHTML={{ __html: guide.html }} />
    </Shell>
  )
}
