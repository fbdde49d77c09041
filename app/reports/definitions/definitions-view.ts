import { METRIC_IDS, metricOf } from '#app/metrics/catalog.ts'
import { THEME_OF, THEMES } from '#app/metrics/themes.ts'
import { rungsView } from '#app/reports/sovereignty/rungs-view.ts'
import { footerText, type Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

export type DefinitionsView = ReturnType<typeof definitionsView>

/** Every metric by what it is about, and the words of Vigie in plain language. */
export function definitionsView(dataset: DatasetInfo, words: Words) {
  const { language, messages } = words
  const say = messages.definitions
  const units: Readonly<Record<string, { readonly long: string }>> = messages.metrics.units
  return {
    title: `${say.title} · ${messages.shell.product}`,
    demo: dataset.name === 'demo',
    footer: footerText(dataset, words),
    message: say.message(METRIC_IDS.length),
    standfirst: say.standfirst,
    themes: THEMES.map((theme) => ({
      id: theme,
      title: say.themes[theme],
      metrics: METRIC_IDS.filter((metric) => THEME_OF[metric] === theme).map((metric) => {
        const { unit } = metricOf(metric)
        return {
          id: metric,
          href: `/${language}/definitions/${metric}`,
          ...messages.metrics.metrics[metric],
          unit: units[unit]?.long ?? unit,
        }
      }),
    })),
    glossary: [
      ...say.glossary.map(([term, text]) => ({ term, text })),
      ...rungsView(words).map(({ term, means, not }) => ({
        term,
        text: `${means} ${not}`,
        href: `/${language}/sovereignty#rungs`,
      })),
    ].sort((a, b) => a.term.localeCompare(b.term, language)),
  }
}
