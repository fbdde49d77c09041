import { accessSync, constants } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PACKAGE = fileURLToPath(
  new URL('./package/node_modules/@fivetrandevelopers/zetasql/lib/zetasql/', import.meta.url),
)

/** Where the engine's message definitions lie. */
export const PROTO_FOLDER = `${PACKAGE}protos`

export type Installed = { installed: true; program: string } | { installed: false; reason: string }

/** Whether Google's engine can run here; when it cannot, the reason is a sentence to show beside what is skipped. */
export function googlesqlInstalled(): Installed {
  const suffix = PROGRAM_SUFFIX[`${process.platform}-${process.arch}`]
  if (suffix === undefined) {
    return {
      installed: false,
      reason: `GoogleSQL's engine is built for Linux and macOS (x64, arm64), not for ${process.platform} ${process.arch}`,
    }
  }
  const program = `${PACKAGE}remote_server${suffix}`
  try {
    accessSync(program, constants.X_OK)
    return { installed: true, program }
  } catch {
    return {
      installed: false,
      reason: "GoogleSQL's engine is not installed: npm run googlesql -- install",
    }
  }
}

const PROGRAM_SUFFIX: Readonly<Record<string, string>> = {
  'linux-x64': '.so',
  'linux-arm64': '_arm.so',
  'darwin-x64': '',
  'darwin-arm64': '_arm',
}
