import { type Language, messagesFor } from '#app/i18n/messages.ts'

type Props = {
  readonly language: Language
  readonly theme: 'light' | 'dark' | null
  /** Path and query to come back to. */
  readonly address: string
}

/** Automatic, light or dark: a form, so that it works without a script. */
export function ThemeSwitch({ language, theme, address }: Props) {
  const words = messagesFor(language).shell.theme
  return (
    <form className="theme" method="post" action="/theme" aria-label={words.name}>
      <input type="hidden" name="back" value={address} />
      <span>{words.name}</span>
      {(['auto', 'light', 'dark'] as const).map((choice) => (
        <button
          type="submit"
          key={choice}
          name="theme"
          value={choice}
          aria-pressed={choice === (theme ?? 'auto')}
        >
          {words[choice]}
        </button>
      ))}
    </form>
  )
}
