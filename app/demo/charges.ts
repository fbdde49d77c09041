import { decimalText } from '#app/demo/decimal.ts'
import { MODELS } from '#app/demo/models.ts'
import { billingSource, PAID_OF_LIST, type Stream } from '#app/demo/streams.ts'
import { type ActivityRow, UNASSIGNED } from '#app/warehouse/schema.ts'

/** The service that is charged, and where it runs. */
export type Charged = Pick<Stream, 'provider' | 'hosting' | 'service' | 'serviceCategory'> & {
  readonly account: string
  readonly region: string
}

/** Who is charged. */
export type Payer = { readonly subsidiary: string; readonly project: string; readonly approach: string }

/** What is charged, in whole millionths of a euro; a dimension left out is not known. */
export type Charge = {
  readonly category: 'Usage' | 'Purchase' | 'Tax' | 'Credit' | 'Adjustment'
  readonly cost: number
  readonly effective: number
  readonly list: number
  readonly model?: string
  readonly accelerator?: string
  readonly invoiceMonth?: string
}

const PUBLISHERS: ReadonlyMap<string, string> = new Map(
  MODELS.map(({ model, provider }) => [model, provider]),
)

/** The billing row of a charge. */
export function billingRow(
  day: string,
  charged: Charged,
  payer: Payer,
  charge: Charge,
): ActivityRow<'billing'> {
  return {
    fact: 'billing',
    day,
    subsidiary: payer.subsidiary,
    project: payer.project,
    approach: payer.approach,
    provider: charged.provider,
    publisher: PUBLISHERS.get(charge.model ?? UNASSIGNED) ?? charged.provider,
    account: charged.account,
    service: charged.service,
    service_category: charged.serviceCategory,
    charge_category: charge.category,
    model: charge.model ?? UNASSIGNED,
    accelerator: charge.accelerator ?? UNASSIGNED,
    region: charged.region,
    hosting: charged.hosting,
    invoice_month: charge.invoiceMonth ?? day.slice(0, 7),
    source: billingSource(charged.provider),
    currency: 'EUR',
    source_rows: 1,
    cost: decimalText(charge.cost, 6),
    effective_cost: decimalText(charge.effective, 6),
    // A credit is granted on what was contracted, not contracted itself.
    contracted_cost: decimalText(charge.category === 'Credit' ? 0 : charge.cost, 6),
    list_cost: decimalText(charge.list, 6),
  }
}

/** What is paid of a catalogue price, in millionths of a euro. */
export function paid(provider: string, list: number): number {
  return Math.round((list * (PAID_OF_LIST[provider] ?? 1000)) / 1000)
}
