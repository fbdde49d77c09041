import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What `npm run <command>` gives to Node in the checkout at `root`: its options, the program and its own words. `server`
 * is what `npm start` starts. Throws for a command that Node does not run.
 * @param {string} root
 * @param {string} command
 * @returns {string[]}
 */
export function commandLine(root, command) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [program, ...words] = (scripts[command === 'server' ? 'start' : command] ?? '').split(' ')
  if (program !== 'node') throw new Error(`« ${command} » is no command of package.json that Node runs.`)
  return words
}
