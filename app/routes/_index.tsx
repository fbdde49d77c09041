import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { negotiateLanguage } from '#app/server/language.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const language = negotiateLanguage({
    cookie: request.headers.get('Cookie'),
    acceptLanguage: request.headers.get('Accept-Language'),
  })
  return redirect(`/${language}`, { headers: { Vary: 'Cookie, Accept-Language' } })
}
