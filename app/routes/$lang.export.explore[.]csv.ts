import type { LoaderFunctionArgs } from '@remix-run/node'
import { checkFilterValues } from '#app/figures/check-filter-values.ts'
import { FigureRefused } from '#app/figures/figure.ts'
import { parseQuestion } from '#app/figures/figures-address.ts'
import { loadFigures } from '#app/figures/load-figures.ts'
import { messagesFor } from '#app/i18n/messages.ts'
import { CALLED_BY_NAME } from '#app/reports/called-by-name.ts'
import { loadEntities } from '#app/reports/entities.server.ts'
import { withNames } from '#app/reports/named-figures.ts'
import { badFigureFile } from '#app/server/bad-address.ts'
import { csvResponse, namedFile, takeVariant } from '#app/server/csv-response.ts'
import { languageOf } from '#app/server/language.ts'

/** The answer to a question as a file; a question that cannot be answered is a bad request. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { viewer, warehouse } = context
  const search = new URL(request.url).searchParams
  const language = languageOf(params.lang)
  const variant = takeVariant(search, language)
  try {
    const question = parseQuestion(search, warehouse.dataset, CALLED_BY_NAME)
    if (question === null) throw new FigureRefused('no_metric', 'No metric is asked for: name at least one.')
    await checkFilterValues(warehouse, viewer.scope, question)
    const [figures, entities] = await Promise.all([
      loadFigures(warehouse, viewer.scope, question),
      loadEntities(warehouse, viewer.scope),
    ])
    const words = { language, messages: messagesFor(language), models: entities.models }
    return csvResponse(
      withNames(figures, entities, words),
      variant,
      namedFile(
        [...question.metrics, ...question.by, question.period, ...Object.values(question.filters).flat()],
        variant,
      ),
    )
  } catch (error) {
    if (!(error instanceof FigureRefused)) throw error
    const entities = await loadEntities(warehouse, viewer.scope)
    throw badFigureFile(error, { clock: warehouse.dataset, entities, language })
  }
}
