import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { DataTable } from '#app/components/data-table.tsx'
import { ErrorPage } from '#app/components/error-page.tsx'
import { InlineText } from '#app/components/inline-text.tsx'
import { RankedTable } from '#app/components/ranked-table.tsx'
import { Shell } from '#app/components/shell.tsx'
import { StatusLabel } from '#app/components/status-label.tsx'

const inline = (text: string) => renderToStaticMarkup(<InlineText text={text} />)

test('CO₂e gets a real subscript and 1er raised letters, whatever way they were written', () => {
  expect(inline('12,3 tCO₂e')).toBe('12,3 tCO<sub>2</sub>e')
  expect(inline('gCO2e/kWh')).toBe('gCO<sub>2</sub>e/kWh')
  expect(inline('1er oct. 2026')).toBe('1<sup>er</sup> oct. 2026')
  expect(inline('premier, 21 er, CO23')).toBe('premier, 21 er, CO23')
})

test('each language has its own letters and words for a status', () => {
  expect(renderToStaticMarkup(<StatusLabel language="fr" status="kept" />)).toContain('Tenu')
  expect(renderToStaticMarkup(<StatusLabel language="en" status="kept" />)).toContain('Kept')
})

function shell(language: 'fr' | 'en', demo: boolean) {
  const navigation = [{ href: `/${language}`, label: 'Synthèse', current: true }]
  return renderToStaticMarkup(
    <Shell
      language={language}
      navigation={navigation}
      homeHref={`/${language}`}
      otherLanguageHref="/en?quarter=2026-Q3"
      address="/fr?quarter=2026-Q3"
      theme={null}
      demo={demo}
      footer=""
    >
      <p />
    </Shell>,
  )
}

test('the shell says when the data are a demonstration, keeps the address, and posts the theme', () => {
  expect(shell('fr', true)).toContain('Données de démonstration')
  expect(shell('fr', false)).not.toContain('Données de démonstration')
  expect(shell('fr', true)).toContain('href="/en?quarter=2026-Q3" lang="en" hrefLang="en"')
  expect(shell('fr', true)).toContain('method="post" action="/theme"')
  expect(shell('fr', true)).toContain('name="back" value="/fr?quarter=2026-Q3"')
  expect(shell('fr', true)).toContain('value="auto" aria-pressed="true"')
  expect(shell('en', true)).toMatch(/id="status-kept".*>K<\/text>/)
})

test('an error page says what to do, where to go and its reference, for any status', () => {
  const links = [{ href: '/fr', label: 'Synthèse' }]
  const missing = renderToStaticMarkup(
    <ErrorPage language="fr" status={404} links={links} requestId="r-42" />,
  )
  expect(missing).toMatch(/Erreur 404.*Il n’y a rien à cette adresse.*href="\/fr".*r-42/)
  const odd = renderToStaticMarkup(<ErrorPage language="en" status={418} links={links} requestId={null} />)
  expect(odd).toMatch(/Error 418.*This address makes no sense/)
  const detail = renderToStaticMarkup(
    <ErrorPage language="en" status={400} detail="no metric « co2 »" links={[]} requestId={null} />,
  )
  expect(detail).toContain('no metric « co2 »')
})

test('a table has a caption, scopes, units in its head and figures to the right', () => {
  const html = renderToStaticMarkup(
    <DataTable
      caption="Carbone"
      columns={[{ label: 'Cause' }, { label: 'Variation', unit: 'tCO₂e', numeric: true }]}
      rows={[{ id: 'volume', header: 'Volume', href: '/fr/receipts/1', cells: ['+0,6'] }]}
    />,
  )
  expect(html).toContain('<th scope="col" class="n">Variation, tCO<sub>2</sub>e</th>')
  expect(html).toContain('<th scope="row"><a href="/fr/receipts/1">Volume</a></th><td class="n">+0,6</td>')
  expect(html).toMatch(/<div class="table" role="group" aria-label="Carbone" tabindex="0">/)
})

test('a ranked table says by which column it is sorted, with its name, its unit and the direction', () => {
  const column = (id: string, label: string, unit: string, sorted: 'ascending' | 'descending' | null) =>
    ({ id, label, unit, sorted, href: '/fr/carbon#model' }) as const
  const html = renderToStaticMarkup(
    <RankedTable
      language="fr"
      metric="Carbone"
      view={{
        id: 'model',
        title: 'Modèle',
        queryHref: '/fr/explore?metric=carbon_kg&by=model&period=2026-Q3#query',
        metric: 'Carbone',
        columns: [
          column('name', 'Modèle', '', null),
          column('carbon_kg', 'Carbone', 'tCO₂e', 'descending'),
          column('energy_kwh', 'Électricité', 'MWh', null),
          column('change', 'Δ T2 2026', '', null),
        ],
        rows: [],
        note: null,
        range: '',
        previousHref: null,
        nextHref: null,
      }}
    />,
  )
  expect(html).toMatch(
    /<th scope="col" class="n" aria-sort="descending" colSpan="2"><a [^>]+>Carbone, tCO<sub>2<\/sub>e<span aria-hidden="true">\u00a0▼<\/span>/,
  )
  expect(html).toMatch(/<th scope="col" class="n"><a [^>]+>Électricité, MWh<\/a>/)
})
