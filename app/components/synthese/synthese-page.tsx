import { FilterBar } from '#app/components/filter-bar.tsx'
import { navigation } from '#app/components/navigation.ts'
import { PageLead } from '#app/components/page-lead.tsx'
import { ScopeLine } from '#app/components/scope-line.tsx'
import { Shell } from '#app/components/shell.tsx'
import { Change } from '#app/components/synthese/change.tsx'
import { Headlines } from '#app/components/synthese/headlines.tsx'
import type { PageProps } from '#app/components/synthese/page-props.ts'
import { Quality } from '#app/components/synthese/quality.tsx'
import { Values } from '#app/components/synthese/values.tsx'
import { Wall } from '#app/components/synthese/wall.tsx'
import { Watch } from '#app/components/synthese/watch.tsx'

type Props = PageProps & {
  readonly theme: 'light' | 'dark' | null
  readonly otherLanguageHref: string
}

/** The first page: the message, the wall of commitments, four figures, what changed, what it rests on. */
export function SynthesePage({ theme, otherLanguageHref, ...page }: Props) {
  const { language, view, address } = page
  return (
    <Shell
      language={language}
      navigation={navigation(language, 'synthese', view.search)}
      homeHref={`/${language}`}
      otherLanguageHref={otherLanguageHref}
      address={address}
      theme={theme}
      demo={view.demo}
      scopeLine={<ScopeLine language={language} {...view.scopeLine} />}
      footer={view.footer}
      page="synthesis"
    >
      <FilterBar language={language} view={view.filterBar} />
      <PageLead language={language} {...view.lead} />
      <Wall {...page} />
      <Watch {...page} />
      <Headlines {...page} />
      <Change {...page} />
      <Quality {...page} />
      <Values {...page} />
    </Shell>
  )
}
