import { expect } from 'vitest'
import { ask } from '#tests/pages/ask.ts'
import { messageOf, quantityOf } from '#tests/reports/page-parts.ts'

/** The value that a receipt's page opens with. */
export async function saidByReceipt(address: string, href: string): Promise<string> {
  const { status, text } = await ask(address, href)
  expect([href, status]).toEqual([href, 200])
  return messageOf(text).split(': ').at(-1)?.replace(/\.$/, '') ?? ''
}

/** Two texts of one value, perhaps on two scales, and then within what both print. */
export function isTheSame(page: string, receipt: string): boolean {
  const [a, b] = [quantityOf(page), quantityOf(receipt)]
  // A page says « 1 787 personnes », a receipt « 1 787 »: what is counted is in its name.
  const sameUnit = a.unit === b.unit || b.unit === ''
  return (
    sameUnit &&
    Number.isFinite(a.value) &&
    Math.abs(a.value - b.value) <= Math.max(a.within, b.within) * 1.000001
  )
}
