import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { ExploreView } from '#app/reports/explore/explore-view.ts'
import type { FilterOption } from '#app/reports/filter-bar-view.ts'

type Props = { readonly language: Language; readonly view: ExploreView['form'] }

/** A form that sends an address: every answer is a link. */
export function QuestionForm({ language, view }: Props) {
  const say = messagesFor(language).explore.form
  return (
    <form className="filters question" method="get" action={view.action} aria-label={say.name}>
      <label>
        <span>{say.metric}</span>
        <select name="metric" defaultValue={view.metric}>
          {view.metrics.map(({ label, options }) => (
            <optgroup key={label} label={label}>
              <Options options={options} />
            </optgroup>
          ))}
        </select>
      </label>
      {view.by.map((options, index) => {
        const label = index === 0 ? say.by : say.thenBy
        return <Field key={label} label={label} name="by" options={options} />
      })}
      <Field label={say.period} name="period" options={view.periods} />
      {view.filters.map((field) => (
        <Field key={field.name} {...field} />
      ))}
      {view.kept.map(({ name, value }) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{say.ask}</button>
    </form>
  )
}

function Field({
  label,
  name,
  options,
}: {
  readonly label: string
  readonly name: string
  readonly options: readonly FilterOption[]
}) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} defaultValue={options.find(({ selected }) => selected)?.value ?? ''}>
        <Options options={options} />
      </select>
    </label>
  )
}

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
