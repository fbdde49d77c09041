import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { CLEAR_PREFETCHED, preferenceCookie } from '#app/server/cookies.ts'
import { localPath } from '#app/server/local-path.ts'

function pathOfReferer(request: Request): string | null {
  const referer = request.headers.get('Referer')
  if (referer === null || !URL.canParse(referer)) return null
  const { origin, pathname, search } = new URL(referer)
  return origin === new URL(request.url).origin ? localPath(`${pathname}${search}`) : null
}

/** Keeps the theme chosen (`theme=light|dark|auto`) in a cookie and goes back to `back`, or to the page it came from. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const theme = form.get('theme')
  if (theme !== 'light' && theme !== 'dark' && theme !== 'auto') throw new Response(null, { status: 400 })
  const back = form.get('back')
  const to = localPath(typeof back === 'string' ? back : null) ?? pathOfReferer(request) ?? '/'
  return redirect(to, {
    status: 303,
    headers: {
      'Set-Cookie': preferenceCookie('theme', theme === 'auto' ? null : theme),
      'Clear-Site-Data': CLEAR_PREFETCHED,
    },
  })
}

export async function loader() {
  return new Response(null, { status: 405, headers: { Allow: 'POST' } })
}
