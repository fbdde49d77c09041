import type { ReactNode } from 'react'
import { AsideLinks, QueryAside } from '#app/components/aside-links.tsx'
import { DataTable } from '#app/components/data-table.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { PagePanel } from '#app/components/page-panel.tsx'
import { Section } from '#app/components/section.tsx'
import { StatusLabel } from '#app/components/status-label.tsx'
import { type Language, messagesFor } from '#app/i18n/messages.ts'
import type { SubsidiaryView } from '#app/reports/subsidiaries/subsidiary-view.ts'

type Part = {
  readonly language: Language
  readonly view: SubsidiaryView
  readonly address: string
  readonly reference: string
}

/** One panel of the page. */
export function Filled<Content>({
  language,
  address,
  reference,
  panel,
  children,
}: Omit<Part, 'view'> & {
  readonly panel: {
    readonly state: SubsidiaryView['measures']['state']
    readonly error: { readonly kind: string } | null
    readonly content: Content | null
  }
  readonly children: (content: Content) => ReactNode
}) {
  return (
    <PagePanel
      language={language}
      panel={panel}
      need={{ kind: 'selection' }}
      address={address}
      reference={reference}
    >
      {children}
    </PagePanel>
  )
}

/** A text, a link to its receipt where it has one, and what qualifies it under it. */
function told(text: string, href: string | null, note = '') {
  return (
    <span key={text + note}>
      {href === null ? (
        <InlineText text={text} />
      ) : (
        <a href={href}>
          <InlineText text={text} />
        </a>
      )}
      {note !== '' && (
        <small>
          <InlineText text={note} />
        </small>
      )}
    </span>
  )
}

/** The use cases of the subsidiary, what is in production without a review in red and in words. */
export function UseCases(page: Part) {
  const { language, view } = page
  const say = messagesFor(language).subsidiaries.one.useCases
  const { content } = view.useCases
  return (
    <Section
      id="use-cases"
      title={content?.title ?? say.name}
      {...(content === null
        ? {}
        : {
            note: content.note,
            aside: <QueryAside language={language} href={view.queries.useCases} />,
          })}
    >
      <Filled {...page} panel={view.useCases}>
        {({ title, rows }) =>
          rows.length > 0 && (
            <DataTable
              caption={title}
              columns={[
                { label: say.name },
                { label: say.stage },
                { label: say.approach },
                { label: say.review },
                { label: say.cost, numeric: true },
              ]}
              rows={rows.map((row) => ({
                id: row.id,
                header: row.name,
                ...(row.href === null ? {} : { href: row.href }),
                cells: [
                  row.stage,
                  row.approach,
                  row.review.isMissing ? (
                    <b key="review" className="bad">
                      {row.review.text}
                    </b>
                  ) : (
                    row.review.text
                  ),
                  told(row.cost, row.receiptHref),
                ],
              }))}
            />
          )
        }
      </Filled>
    </Section>
  )
}

/** What the subsidiary is to each commitment of the group. */
export function Commitments(page: Part) {
  const { language, view } = page
  const say = messagesFor(language).subsidiaries.one.commitments
  return (
    <Section
      id="commitments"
      title={say.title}
      note={say.note}
      aside={<AsideLinks links={view.queries.parts} />}
    >
      <Filled {...page} panel={view.parts}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{say.none}</p>
          ) : (
            <DataTable
              caption={say.title}
              columns={[
                { label: say.name },
                { label: messagesFor(language).shell.wall.status },
                { label: say.group, numeric: true },
                { label: say.own, numeric: true },
                { label: say.weight, numeric: true },
              ]}
              rows={rows.map((row) => ({
                id: row.id,
                header: row.name,
                href: row.href,
                cells: [
                  <StatusLabel key="status" language={language} status={row.status} />,
                  row.level,
                  told(row.own, row.ownHref, row.ownNote),
                  told(row.weight, row.weightHref, row.weightOf),
                ],
              }))}
            />
          )
        }
      </Filled>
    </Section>
  )
}

/** What the subsidiary has not supplied, and what fills it. */
export function Lacks(page: Part) {
  const { language, view } = page
  const say = messagesFor(language).subsidiaries.one.lacks
  return (
    <Section
      id="unknown"
      title={say.title}
      aside={<QueryAside language={language} href={view.queries.lacks} />}
    >
      <Filled {...page} panel={view.lacks}>
        {(rows) =>
          rows.length === 0 ? (
            <p>{say.none}</p>
          ) : (
            <DataTable
              caption={say.title}
              columns={[
                { label: say.what },
                { label: say.share, numeric: true },
                { label: say.effect },
                { label: say.fill },
              ]}
              rows={rows.map(({ id, what, share, effect, fill, receiptHref }) => ({
                id,
                header: what,
                cells: [told(share, receiptHref), effect, fill],
              }))}
            />
          )
        }
      </Filled>
    </Section>
  )
}
