import { BuildError, ensureBuild } from './fresh-build.mjs'

try {
  await ensureBuild({ force: true })
} catch (error) {
  if (!(error instanceof BuildError)) throw error
  console.error(error.message)
  process.exit(1)
}
