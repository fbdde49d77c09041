import { defineSource, type Field } from '#app/sources/source.ts'

const text = (header: string, required: boolean): Field => ({
  kind: 'text',
  headers: [header],
  required,
  whenEmpty: 'unknown',
})

/** The specification allows no empty amount; exports have some, and they invoice nothing. */
const money = (header: string): Field => ({
  kind: 'money',
  headers: [header],
  required: true,
  whenEmpty: 'zero',
})

/** FOCUS 1.0 to 1.2, the FinOps Foundation's billing format. */
export const FOCUS = defineSource({
  format: 'focus',
  fact: 'billing',
  fields: {
    provider: text('ProviderName', true),
    publisher: text('PublisherName', false),
    account: text('SubAccountId', false),
    account_name: text('SubAccountName', false),
    service: text('ServiceName', true),
    service_category: text('ServiceCategory', true),
    charge_category: text('ChargeCategory', true),
    region: text('RegionId', false),
    billed_cost: money('BilledCost'),
    effective_cost: money('EffectiveCost'),
    contracted_cost: { ...money('ContractedCost'), required: false, whenEmpty: 'unknown' },
    list_cost: money('ListCost'),
    currency: { kind: 'currency', headers: ['BillingCurrency'], required: true, whenEmpty: 'reject' },
    charge_day: {
      kind: 'day_as_written',
      headers: ['ChargePeriodStart'],
      required: true,
      whenEmpty: 'reject',
    },
    invoice_month: {
      kind: 'month_as_written',
      headers: ['BillingPeriodStart'],
      required: true,
      whenEmpty: 'reject',
    },
    tags: { kind: 'tags', headers: ['Tags'], required: false, whenEmpty: 'unknown' },
  },
  day: 'charge_day',
  sourceBy: 'provider',
  core: {
    subsidiary: null,
    project: null,
    approach: null,
    provider: 'provider',
    publisher: 'publisher',
    account: 'account',
    service: 'service',
    service_category: 'service_category',
    charge_category: 'charge_category',
    model: null,
    accelerator: null,
    region: 'region',
    hosting: null,
    invoice_month: 'invoice_month',
    currency: 'currency',
    cost: 'billed_cost',
    effective_cost: 'effective_cost',
    contracted_cost: 'contracted_cost',
    list_cost: 'list_cost',
  },
  looksAt: ['tag', 'column'],
  assignable: ['subsidiary', 'project', 'approach', 'model', 'accelerator', 'hosting', 'region', 'provider'],
  accountName: 'account_name',
  counted: null,
  edition: (header) => {
    const has = (names: readonly string[]) => names.some((name) => header.includes(name))
    if (has(['BillingAccountType', 'SubAccountType', 'InvoiceId', 'PricingCurrency'])) return '1.2'
    if (has(['ServiceSubcategory', 'SkuMeter', 'SkuPriceDetails', 'CapacityReservationId'])) return '1.1'
    return '1.0'
  },
})
