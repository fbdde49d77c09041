import { isClosed } from '#app/filters/dataset-period.ts'
import type { PageState } from '#app/filters/page-address.ts'
import { type ScopeLineView, scopeLineView } from '#app/reports/scope-line-view.ts'
import type { Words } from '#app/reports/words.ts'
import type { DatasetInfo } from '#app/warehouse/warehouse.ts'

/** What a page of commitments is about: the whole group, whatever filters the reader came with; `path` such as `/commitments`. */
export function commitmentsScopeLine(
  path: string,
  state: PageState,
  dataset: DatasetInfo,
  words: Words,
): ScopeLineView {
  return scopeLineView(
    {
      path,
      csvPath: `/export${path}.csv`,
      state: { ...state, filters: {} },
      closed: isClosed(state.quarter, dataset),
      sources: 0,
      perimeter: '',
      subsidiaries: 0,
    },
    dataset,
    words,
  )
}
