import { json } from '@remix-run/node'
import type { FigureRefused } from '#app/figures/figure.ts'
import type { PageState } from '#app/filters/page-address.ts'
import { type AddressContext, badFigureText, badPageText } from '#app/reports/bad-address.ts'

/** The 400 of a file: what is wrong with its address, as text for a program; a browser is given the designed page around it. */
export function badFile(text: string): Response {
  return new Response(text, { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}

/** The 400 of a page's file whose address the page does not understand. */
export function badPageFile(state: PageState, context: AddressContext): Response {
  return badFile(badPageText(state, context))
}

/** The 400 of a file of figures that cannot be asked. */
export function badFigureFile(refusal: FigureRefused, context: AddressContext): Response {
  return badFile(badFigureText(refusal, context))
}

/** The 400 of a page: its text is shown by the designed page of the root. */
export function badDocument(detail: string): Response {
  return json({ detail }, { status: 400 })
}
