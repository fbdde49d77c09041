import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const HOUSE = [
  'tsconfig.json',
  'vite.config.ts',
  'scripts/build.mjs',
  'scripts/compress-assets.mjs',
  'scripts/find-browser.mjs',
  'scripts/fresh-build.mjs',
  'scripts/run.mjs',
  'scripts/test-tally.mjs',
  'scripts/test.mjs',
  'tests/figure-equality.ts',
  'tests/properties.ts',
  'tests/pages/serve.ts',
  'tests/shared-site.ts',
]

/** A configuration file. */
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

// Both entries are there because Remix installs a package where it finds none.
const SOURCES = {
  '.gitignore': 'node_modules\nbuild\n',
  'package.json': json({ type: 'module', imports: { '#app/*': './app/*', '#tests/*': './tests/*' } }),
  'biome.json': json({
    vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
    formatter: { indentStyle: 'space', lineWidth: 110 },
    javascript: { formatter: { quoteStyle: 'single', semicolons: 'asNeeded' } },
  }),
  'app/entry.server.tsx': 'export default () => new Response()\n',
  'app/entry.client.tsx': 'export {}\n',
  'app/root.tsx': 'export default function App() {\n  return null\n}\n',
  'app/routes.ts': 'export default []\n',
  'app/server/main.ts': "import { word } from '#app/word.ts'\n\nconsole.log('server says', word)\n",
  'app/word.ts': "export const word = 'one'\n",
  'scripts/hello.ts':
    "import { word } from '#app/word.ts'\n\nconsole.log(JSON.stringify({ word, args: process.argv.slice(2) }))\n",
}

/** A checkout of the house alone, with a command of one line: it builds in a second or two. */
export function smallCheckout(
  onTestFinished: (remove: () => void) => void,
  more: Readonly<Record<string, string>> = {},
): string {
  const root = mkdtempSync(join(tmpdir(), 'vigie-house-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))
  for (const file of HOUSE) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    copyFileSync(file, join(root, file))
  }
  for (const [file, text] of Object.entries({ ...SOURCES, ...more })) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction')
  return root
}

/** The environment of a command that a person starts: what vitest and an outer run say of their own is not for it. */
export const COMMAND_ENV = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|VIGIE_)/.test(name))),
  NODE_ENV: 'production' as const,
}
