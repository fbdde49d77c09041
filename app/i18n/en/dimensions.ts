import type { DimensionMessages } from '#app/metrics/dimension-words.ts'

/** Names of dimensions and of their fixed values, in English. */
export const dimensionMessages: DimensionMessages = {
  names: {
    subsidiary: 'Subsidiary',
    business_line: 'Business line',
    project: 'Use case',
    business_function: 'Business function',
    approach: 'Approach',
    stage: 'Stage',
    provider: 'Provider',
    publisher: 'Publisher',
    account: 'Account',
    service: 'Service',
    service_category: 'Service category',
    charge_category: 'Charge category',
    model: 'Model',
    openness: 'Model openness',
    accelerator: 'Accelerator',
    region: 'Region',
    hosting: 'Hosting',
    phase: 'Phase',
    invoice_month: 'Invoice month',
    source: 'Source',
    month: 'Month',
    quarter: 'Quarter',
  },
  values: {
    approach: {
      generative: 'Generative AI',
      classic: 'Classic AI',
    },
    stage: {
      idea: 'Idea',
      framing: 'Framing',
      pilot: 'Pilot',
      production: 'Production',
      stopped: 'Stopped',
    },
    charge_category: {
      Usage: 'Usage',
      Purchase: 'Purchase',
      Tax: 'Tax',
      Credit: 'Credit',
      Adjustment: 'Adjustment',
    },
    openness: {
      open: 'Open',
      open_weight: 'Open weights',
      closed: 'Closed',
    },
    hosting: {
      on_premise: 'On premise',
      secnumcloud: 'SecNumCloud',
      eu_external_keys: 'EU cloud with external keys',
      eu_us_cloud: 'EU region of a US cloud',
      outside_eu: 'Outside the EU',
    },
    phase: {
      training: 'Training',
      tuning: 'Fine-tuning',
      inference: 'Inference',
      idle: 'Idle',
    },
  },
  unassigned: 'Unassigned',
}
