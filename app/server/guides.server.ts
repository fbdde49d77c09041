import { marked } from 'marked'

/** The texts of app/guide, by path, as the build has them. */
const TEXTS: Readonly<Record<string, string>> = import.meta.glob('../guide/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export type Guide = { readonly id: string; readonly title: string; readonly html: string }

/** What a list of guides shows. */
export type GuideLink = Pick<Guide, 'id' | 'title'>

/** Every guide by its id, the name of its file. They are written in English, by us: nothing of a reader is in them. */
export const GUIDES: ReadonlyMap<string, Guide> = new Map(
  Object.entries(TEXTS).map(([path, text]) => {
    const id = path.replace(/^.*\//, '').replace(/\.md$/, '')
    const title = /^# (.+)$/m.exec(text)?.[1] ?? id
    return [id, { id, title, html: marked.parse(text, { async: false }) }]
  }),
)

/** The guides, to be listed. */
export const GUIDE_LINKS: readonly GuideLink[] = [...GUIDES.values()].map(({ id, title }) => ({ id, title }))
