import { defineSource, type Field } from '#app/sources/source.ts'

const text = (...headers: readonly string[]): Field => ({
  kind: 'text',
  headers,
  required: false,
  whenEmpty: 'unknown',
})
const tokens = (...headers: readonly string[]): Field => ({
  kind: 'quantity',
  headers,
  required: false,
  whenEmpty: 'unknown',
  neverNegative: true,
})

/** Logs of calls to models, one call per row: gateways, traces, and any file whose columns a map names. */
export const LLM_REQUESTS = defineSource({
  format: 'llm-requests',
  fact: 'requests',
  fields: {
    timestamp: {
      kind: 'activity_day',
      headers: ['timestamp', 'start_time', 'startTime', 'created_at', 'gmt_create', 'time'],
      required: true,
      whenEmpty: 'reject',
    },
    input_tokens: tokens('input_tokens', 'prompt_tokens', 'ContextTokens', 'gen_ai.usage.input_tokens'),
    output_tokens: tokens(
      'output_tokens',
      'completion_tokens',
      'GeneratedTokens',
      'gen_ai.usage.output_tokens',
    ),
    cached_tokens: tokens('cached_tokens', 'cache_read_input_tokens', 'gen_ai.usage.cache_read.input_tokens'),
    reasoning_tokens: tokens('reasoning_tokens', 'gen_ai.usage.reasoning.output_tokens'),
    model: text('model', 'model_name', 'gen_ai.response.model', 'gen_ai.request.model'),
    account: text('account', 'account_id', 'team_id', 'project_id'),
    account_name: text('account_name', 'team_alias'),
    provider: text('provider', 'custom_llm_provider', 'gen_ai.provider.name', 'gen_ai.system'),
    region: text('region', 'location'),
    status: text('status', 'predict_status'),
    tags: { kind: 'tags', headers: ['tags', 'labels'], required: false, whenEmpty: 'unknown' },
  },
  day: 'timestamp',
  sourceBy: 'provider',
  core: {
    subsidiary: null,
    project: null,
    approach: null,
    provider: 'provider',
    account: 'account',
    model: 'model',
    region: 'region',
    hosting: null,
    phase: { constant: 'inference' },
    requests: { perRow: 1 },
    input_tokens: 'input_tokens',
    output_tokens: 'output_tokens',
    cached_tokens: 'cached_tokens',
    reasoning_tokens: 'reasoning_tokens',
  },
  looksAt: ['tag', 'column'],
  assignable: [
    'subsidiary',
    'project',
    'approach',
    'provider',
    'account',
    'model',
    'region',
    'hosting',
    'phase',
  ],
  accountName: 'account_name',
  counted: 'status',
  edition: null,
})
