import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { Panel, type PanelState } from '#app/components/panel.tsx'

function render(panel: PanelState, language: 'fr' | 'en' = 'fr') {
  const content = vi.fn(() => <p>chiffres</p>)
  const html = renderToStaticMarkup(
    <Panel language={language} panel={panel}>
      {content}
    </Panel>,
  )
  return { html, shown: content.mock.calls.length > 0 }
}

test('figures show only in the states that have some', () => {
  expect(render({ state: 'ready' })).toEqual({ html: '<p>chiffres</p>', shown: true })
  expect(render({ state: 'stale', asOf: '14 oct. 2026' }).shown).toBe(true)
  expect(render({ state: 'partial', missing: 'août manque' }).shown).toBe(true)
  expect(render({ state: 'late', reloadHref: '/fr', asOf: '14 oct. 2026' }).shown).toBe(true)
  expect(render({ state: 'late', reloadHref: '/fr', asOf: null }).shown).toBe(false)
  expect(render({ state: 'denied', reference: 'a1' }).shown).toBe(false)
  expect(render({ state: 'failed', kind: 'timeout', reference: 'a1' }).shown).toBe(false)
})

test('an old figure says its date, a failure its cause and its reference', () => {
  expect(render({ state: 'stale', asOf: '14 oct. 2026' }).html).toContain('14 oct. 2026')
  expect(render({ state: 'failed', kind: 'too-expensive', reference: 'r-42' }).html).toMatch(
    /trop large.*r-42/,
  )
  expect(render({ state: 'late', reloadHref: '/fr?quarter=2026-Q3', asOf: null }).html).toContain(
    'href="/fr?quarter=2026-Q3"',
  )
})

test('an empty panel says which file fills it and how, or that its source cannot be read yet', () => {
  const command = 'npm run import -- logs.csv --format llm-requests'
  const fill = render({ state: 'empty', need: { kind: 'import', file: 'request logs', command } }, 'en')
  expect(fill.html).toMatch(/This panel fills from request logs:.*--format llm-requests/)
  const unreadable = render({
    state: 'empty',
    need: { kind: 'unreadable', source: 'un fichier d’effectifs' },
  })
  expect(unreadable.html).toContain('ne sait pas encore lire')
  expect(render({ state: 'empty', need: { kind: 'selection' } }).html).toContain('n’est pas un zéro')
})
