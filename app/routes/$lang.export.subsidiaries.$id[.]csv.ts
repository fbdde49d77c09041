import type { LoaderFunctionArgs } from '@remix-run/node'
import { messagesFor } from '#app/i18n/messages.ts'
import { withNames } from '#app/reports/named-figures.ts'
import { subsidiaryFigures } from '#app/reports/subsidiaries/subsidiary-csv.ts'
import { SUBSIDIARIES } from '#app/reports/subsidiaries/subsidiary-href.ts'
import { badPageFile } from '#app/server/bad-address.ts'
import { csvResponse, fileName, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'
import { readSubsidiary } from '#app/server/subsidiary-loader.server.ts'

/** The figures of a subsidiary's page as a file; an address that it does not understand is a 400. */
export async function loader(args: LoaderFunctionArgs) {
  const search = new URL(args.request.url).searchParams
  const language = languageOf(args.params.lang)
  const variant = takeVariant(search, language)
  const { subsidiary, entities, state, isUnderstood, load } = await readSubsidiary(args, search, 20_000)
  if (!isUnderstood) throw badPageFile(state, { clock: args.context.warehouse.dataset, entities, language })
  const words = { language, messages: messagesFor(language), models: entities.models }
  return csvResponse(
    withNames(subsidiaryFigures(await load()), entities, words),
    variant,
    fileName([SUBSIDIARIES, subsidiary.id], state, variant),
  )
}
