import type { Figure } from '#app/figures/figure.ts'
import type { LeadPage } from '#app/reports/topics/lead/lead-page.ts'
import { during } from '#app/reports/topics/lead/lead-page.ts'
import { figureText } from '#app/reports/words.ts'

/** Who uses it: people first, requests where people are not known. */
export function usageSentences({ data, series, words }: LeadPage): readonly string[] {
  const say = words.messages.topics.lead
  const counted = series.active_users?.[0]?.now ?? null
  const isFew = counted !== null && counted.withheld !== null
  const users = isFew ? null : counted
  const requests = series.requests?.[0]?.now ?? null
  const share = series.adoption_rate?.[0]?.now ?? null
  const text = (figure: Figure | null) => figureText(figure, words.language)
  return [
    ...(users === null
      ? []
      : [
          say.usage(
            text(users),
            share === null || share.withheld !== null ? null : text(share),
            during(data, words),
          ),
        ]),
    ...(requests === null || users !== null ? [] : [say.usageRequests(text(requests), during(data, words))]),
    ...(isFew ? [say.fewUsers] : []),
  ]
}
