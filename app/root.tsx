import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import { type ReactNode, useContext } from 'react'
import { messagesFor } from '#app/i18n/messages.ts'
import { formatDay, formatMoment } from '#app/metrics/format-period.ts'
import { readTheme } from '#app/server/cookies.ts'
import { DocumentFrame } from '#app/server/document-frame.tsx'
import { detailOf, ErrorBody, errorTitle } from '#app/server/error-body.tsx'
import { isLanguage, negotiateLanguage } from '#app/server/language.ts'
import { NonceContext } from '#app/server/nonce.ts'
import stylesheet from '#app/styles/index.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }]

export const meta: MetaFunction<typeof loader> = ({ data, error }) => {
  if (error === undefined || error === null) return [{ title: 'Vigie' }]
  return [{ title: errorTitle(statusOf(error), data?.language ?? 'fr') }]
}

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const cookie = request.headers.get('Cookie')
  return {
    language: isLanguage(params.lang)
      ? params.lang
      : negotiateLanguage({ cookie, acceptLanguage: request.headers.get('Accept-Language') }),
    theme: readTheme(cookie),
    demo: context.warehouse.dataset.name === 'demo',
    pageScripts: context.pageScripts,
    requestId: context.requestId,
    keptAt: context.warehouse.keptAt ?? null,
    outAsOf: context.warehouse.isOut ? context.warehouse.dataset.asOf : null,
  }
}

function useRootData() {
  return useRouteLoaderData<typeof loader>('root')
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRootData()
  const nonce = useContext(NonceContext)
  const head = (
    <>
      <Meta />
      <Links />
      {data?.pageScripts.map((script) => (
        <script key={script} type="module" src={script} />
      ))}
    </>
  )
  return (
    <DocumentFrame language={data?.language ?? 'fr'} theme={data?.theme ?? null} head={head}>
      {children}
      {useHydration() && <Scripts nonce={nonce} />}
    </DocumentFrame>
  )
}

/** Pages are documents; only a route whose `handle` says `hydrate` sends the framework's scripts. */
function useHydration(): boolean {
  return useMatches().some(
    ({ handle }) =>
      typeof handle === 'object' && handle !== null && 'hydrate' in handle && handle.hydrate === true,
  )
}

export default function App() {
  const { language = 'fr', keptAt = null, outAsOf = null } = useRootData() ?? {}
  const { panel } = messagesFor(language).shell
  const notice =
    keptAt !== null
      ? panel.stale(formatMoment(keptAt, language))
      : outAsOf === null
        ? null
        : panel.out(formatDay(outAsOf, language))
  return (
    <>
      {notice !== null && (
        <p className="notice is-warn stale-notice" role="status">
          {notice}
        </p>
      )}
      <Outlet />
    </>
  )
}

function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { language = 'fr', theme = null, demo = false, requestId = null } = useRootData() ?? {}
  const detail = isRouteErrorResponse(error) ? detailOf(error.data) : undefined
  return <ErrorBody {...{ status: statusOf(error), language, theme, demo, requestId, detail }} />
}
