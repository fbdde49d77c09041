import type { LoaderFunctionArgs } from '@remix-run/node'
import { ENTITY_PAGES, hasPage } from '#app/reports/entity-names.ts'
import { topicOf } from '#app/reports/topics/topic.ts'
import { topicCsv } from '#app/server/topic-csv.server.ts'
import { subjectOf } from '#app/server/topic-loader.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  const dimension = Object.keys(ENTITY_PAGES)
    .filter(hasPage)
    .find((each) => ENTITY_PAGES[each] === args.params.folder)
  if (dimension === undefined) throw new Response(null, { status: 404 })
  return await topicCsv(topicOf(dimension), await subjectOf(dimension, args), args)
}
