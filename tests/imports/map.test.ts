import { expect, test } from 'vitest'
import { NO_MAP, parseMap } from '#app/imports/map.ts'
import { FOCUS } from '#app/sources/focus.ts'

const refusal = (text: string) => {
  try {
    parseMap(text, 'map.json', FOCUS)
    return 'accepted'
  } catch (error) {
    return String(error)
  }
}

test('a map says what it means: fields, tags, columns, values and days', () => {
  const map = parseMap(
    '{"assign": [{"from": "tag:cost centre", "to": "project", "values": {"42": "claims"}, "since": "2026-01-01"}]}',
    'map.json',
    FOCUS,
  )
  expect(map.assign[0]).toMatchObject({
    from: { kind: 'tag', key: 'cost centre' },
    to: 'project',
    since: '2026-01-01',
    until: null,
  })
  expect(map.assign[0]?.values?.get('42')).toBe('claims')
})

test('spacing and the order of names change nothing to what a map is; the order of rules does', () => {
  const digest = (text: string) => parseMap(text, 'map.json', FOCUS).digest
  const one = '{"assign":[{"from":"account","to":"project"},{"from":"service","to":"project"}]}'
  expect(digest(one)).toBe(
    digest('{ "assign": [ {"to": "project", "from": "account"}, {"to": "project", "from": "service"} ] }'),
  )
  expect(digest(one)).not.toBe(
    digest('{"assign":[{"from":"service","to":"project"},{"from":"account","to":"project"}]}'),
  )
  expect(NO_MAP.digest).toBe('')
})

test.each([
  ['not JSON', '{"assign": [', /map\.json: this is not JSON/],
  ['an unknown key', '{"asign": []}', /map\.json.*asign/],
  ['an unknown field', '{"columns": {"colour": "x"}}', /columns\.colour.*no field.*provider/],
  [
    'an unknown target',
    '{"assign": [{"from": "account", "to": "cost"}]}',
    /assign\[0\]\.to: “cost”.*subsidiary/,
  ],
  ['an unknown source', '{"assign": [{"from": "colour", "to": "project"}]}', /assign\[0\]\.from.*tag:KEY/],
  [
    'a value outside a closed vocabulary',
    '{"assign": [{"from": "region", "to": "hosting", "values": {"eu": "europe"}}]}',
    /assign\[0\]\.values\.eu: “europe”.*secnumcloud/,
  ],
  ['an impossible day', '{"assign": [{"from": "account", "to": "project", "since": "2026-02-30"}]}', /since/],
  [
    'days in the wrong order',
    '{"assign": [{"from": "account", "to": "project", "since": "2026-02-02", "until": "2026-01-01"}]}',
    /assign\[0\]\.until/,
  ],
])('a map with %s is refused, naming the place and the remedy', (_, text, message) => {
  expect(refusal(text)).toMatch(message)
})
