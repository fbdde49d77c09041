import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useRouteLoaderData } from '@remix-run/react'
import { TopicPage } from '#app/components/topics/topic-page.tsx'
import type { loader as rootLoader } from '#app/root.tsx'
import { entityPage } from '#app/server/topic-loader.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  return await entityPage('project', args)
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.page.view.title ?? 'Vigie' }]

export default function EntityRoute() {
  const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? null
  return <TopicPage {...useLoaderData<typeof loader>().page} theme={theme} />
}
