import { expect, test } from 'vitest'
import { pasteText } from '#app/warehouse/bigquery/paste-text.ts'
import type { SqlParameter } from '#app/warehouse/warehouse.ts'
import { googlesqlTest } from '#tests/googlesql/googlesql-test.ts'

const engineTest = googlesqlTest()

const PARAMETERS: Readonly<Record<string, SqlParameter>> = {
  from: { type: 'STRING', value: '2026-07' },
  ids: { type: 'STRING[]', value: ["o'neill", 'a\\b', 'line\nbreak'] },
  none: { type: 'STRING[]', value: [] },
  day: { type: 'DATE', value: '2026-07-31' },
  rate: { type: 'DECIMAL(18,6)', value: '1.5' },
  cost: { type: 'BIGNUMERIC', value: '-0.000000000000000001' },
  big: { type: 'INT64', value: '9007199254740993' },
  owner: { type: 'STRING', value: null },
}

test('each parameter is a variable that no column can hide, and quoted text stays as it is', () => {
  const text = pasteText(
    "SELECT m.month FROM `p.d.t` AS m WHERE m.month >= @from AND m.name <> 'you@from.fr' AND m.unit IN (SELECT * FROM UNNEST(@ids))",
    { from: { type: 'STRING', value: '2026-07' }, ids: { type: 'STRING[]', value: ['a'] } },
  )
  expect(text).toBe(
    [
      "DECLARE p_from STRING DEFAULT '2026-07';",
      "DECLARE p_ids ARRAY<STRING> DEFAULT ['a'];",
      "SELECT m.month FROM `p.d.t` AS m WHERE m.month >= p_from AND m.name <> 'you@from.fr' AND m.unit IN (SELECT * FROM UNNEST(p_ids));",
    ].join('\n'),
  )
})

engineTest('a declared variable has the value and the type of its parameter', async (engine) => {
  for (const [name, parameter] of Object.entries(PARAMETERS)) {
    const [declared = ''] = pasteText('SELECT 1', { [name]: parameter }).split(/;\n(?=SELECT)/)
    const [, type = '', literal = ''] = /^DECLARE p_\w+ (\S+) DEFAULT ([\s\S]+)$/.exec(declared) ?? []
    // The engine knows no scripts: the variable's value is read as the console would read it.
    const pasted = await engine.ask(`SELECT CAST(${literal} AS ${type}) AS value`)
    const sent = await engine.ask('SELECT @value AS value', { value: parameter })
    expect([name, pasted]).toEqual([name, sent])
  }
})
