import type { LoaderFunctionArgs } from '@remix-run/node'

/** How many times each page of a test was made. */
export function countedPages() {
  const made = { whole: 0, partial: 0, slow: 0 }
  const Page = () => <h1>Une page de test</h1>
  let letSlowFinish = () => {}
  const slow = new Promise<void>((resolve) => {
    letSlowFinish = resolve
  })
  const pages = {
    whole: {
      default: Page,
      async loader({ context }: LoaderFunctionArgs) {
        made.whole += 1
        context.declareWhole()
        return null
      },
    },
    partial: {
      default: Page,
      async loader() {
        made.partial += 1
        return null
      },
    },
    slow: {
      default: Page,
      async loader({ context }: LoaderFunctionArgs) {
        made.slow += 1
        await slow
        context.declareWhole()
        return null
      },
    },
    broken: {
      default: Page,
      async loader(): Promise<null> {
        throw new Error('SELECT secret FROM hidden_table')
      },
    },
    hydrated: {
      default: Page,
      handle: { hydrate: true },
      async loader({ context }: LoaderFunctionArgs) {
        context.declareWhole()
        return null
      },
    },
    file: {
      loader: async () =>
        new Response('month,cost\r\n', { headers: { 'Content-Type': 'text/csv; charset=utf-8' } }),
    },
  }
  return { pages, made, letSlowFinish: () => letSlowFinish() }
}
