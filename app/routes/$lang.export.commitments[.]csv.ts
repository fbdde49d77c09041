import type { LoaderFunctionArgs } from '@remix-run/node'
import { commitmentsFile } from '#app/server/commitments-file.server.ts'

export async function loader(args: LoaderFunctionArgs) {
  return await commitmentsFile(args, () => true)
}
