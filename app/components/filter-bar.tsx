import { InlineText } from '#app/components/inline-text.tsx'
import { Notices } from '#app/components/notices.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { FilterBarView, FilterOption } from '#app/reports/filter-bar-view.ts'

type Props = { readonly language: Language; readonly view: FilterBarView }

/** One form on every report page: it sends an address, so that what a reader sees is a link. */
export function FilterBar({ language, view }: Props) {
  const say = messagesFor(language).topics.filters
  const { offers } = view
  const hasFields = Object.values(offers).some((isOffered) => isOffered)
  if (!hasFields && view.chips.length === 0) return <Notices texts={view.notices} />
  return (
    <form className="filters" method="get" action={view.action} aria-label={say.name}>
      {offers.perimeter && (
        <label>
          <span>{say.perimeter}</span>
          <select
            name={view.perimeterName}
            defaultValue={selectedOf([...view.businessLines, ...view.subsidiaries])}
          >
            <option value="">{say.group}</option>
            {view.businessLines.length > 0 && (
              <optgroup label={say.businessLines}>
                <Options options={view.businessLines} />
              </optgroup>
            )}
            <optgroup label={say.subsidiaries}>
              <Options options={view.subsidiaries} />
            </optgroup>
          </select>
        </label>
      )}
      {offers.quarter && (
        <label>
          <span>{say.quarter}</span>
          <select name="quarter" defaultValue={selectedOf(view.quarters)}>
            <Options options={view.quarters} />
          </select>
        </label>
      )}
      {offers.approach && (
        <label>
          <span>{say.approach}</span>
          <select name="filter.approach" defaultValue={selectedOf(view.approaches)}>
            <option value="">{say.allApproaches}</option>
            <Options options={view.approaches} />
          </select>
        </label>
      )}
      {offers.provider && (
        <label>
          <span>{say.provider}</span>
          <select name="filter.provider" defaultValue={selectedOf(view.providers)}>
            <option value="">{say.allProviders}</option>
            <Options options={view.providers} />
          </select>
        </label>
      )}
      {view.kept.map(({ name, value }) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      {hasFields && <button type="submit">{say.apply}</button>}
      {view.chips.length > 0 && (
        <ul className="chips">
          {view.chips.map(({ dimension, text, href }) => (
            <li key={dimension}>
              <a href={href} aria-label={say.remove(text)}>
                <InlineText text={text} /> <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
          {view.chips.length > 1 && view.clearHref !== null && (
            <li>
              <a href={view.clearHref}>{say.clear}</a>
            </li>
          )}
        </ul>
      )}
      <Notices texts={view.notices} />
    </form>
  )
}

const selectedOf = (options: readonly FilterOption[]) => options.find(({ selected }) => selected)?.value ?? ''

function Options({ options }: { readonly options: readonly FilterOption[] }) {
  return (
    <>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  )
}
