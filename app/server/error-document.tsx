import { renderToStaticMarkup } from 'react-dom/server'
import { DocumentFrame } from '#app/server/document-frame.tsx'
import { ErrorBody, errorTitle, type FailedPage } from '#app/server/error-body.tsx'
import stylesheet from '#app/styles/index.css?url'

/** The designed error page for what is refused before any route runs, or fails without drawing one. */
export function errorDocument(failed: FailedPage): string {
  const head = (
    <>
      <title>{errorTitle(failed.status, failed.language)}</title>
      <link rel="stylesheet" href={stylesheet} />
    </>
  )
  const page = (
    <DocumentFrame language={failed.language} theme={failed.theme} head={head}>
      <ErrorBody {...failed} />
    </DocumentFrame>
  )
  return `<!DOCTYPE html>${renderToStaticMarkup(page)}`
}
