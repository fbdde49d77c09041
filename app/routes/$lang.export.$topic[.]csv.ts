import type { LoaderFunctionArgs } from '@remix-run/node'
import { MENU_TOPICS } from '#app/reports/topics/topic.ts'
import { topicCsv } from '#app/server/topic-csv.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const topic = MENU_TOPICS.find(({ path }) => path === args.params.topic)
  if (topic === undefined) throw new Response(null, { status: 404 })
  return await topicCsv(topic, null, args)
}
