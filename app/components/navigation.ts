import type { NavigationLink } from '#app/components/shell.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'

/** The pages of the menu, in order; only pages that exist. A new page adds one entry. */
const PAGES = [
  { id: 'synthese', path: '' },
  { id: 'commitments', path: '/commitments' },
  { id: 'usage', path: '/usage' },
  { id: 'cost', path: '/cost' },
  { id: 'gpu_hours', path: '/gpu-hours' },
  { id: 'carbon', path: '/carbon' },
  { id: 'subsidiaries', path: '/subsidiaries' },
  { id: 'sovereignty', path: '/sovereignty' },
  { id: 'explore', path: '/explore' },
  { id: 'data', path: '/data' },
] as const

export type PageId = (typeof PAGES)[number]['id']

/** Whether an id is of a page of the menu. */
export function isPage(id: string): id is PageId {
  return PAGES.some((page) => page.id === id)
}

/** The menu of a page; `current` is null on a page that is not in it, `search` the choices that links keep. */
export function navigation(
  language: Language,
  current: PageId | null,
  search = '',
): readonly NavigationLink[] {
  const { pages } = messagesFor(language).shell
  return PAGES.map(({ id, path }) => ({
    href: `/${language}${path}${search}`,
    label: pages[id],
    current: id === current,
  }))
}
