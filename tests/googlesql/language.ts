import type { Message, Service } from './service.ts'

/** What BigQuery runs and the analyser can judge; a query alone is evaluated with QUERY only. */
const STATEMENTS = [
  'QUERY',
  'CREATE_SCHEMA',
  'CREATE_TABLE',
  'CREATE_TABLE_AS_SELECT',
  'CREATE_VIEW',
  'CREATE_MATERIALIZED_VIEW',
  'CREATE_SNAPSHOT_TABLE',
  'CREATE_EXTERNAL_TABLE',
  'CREATE_FUNCTION',
  'CREATE_ROW_ACCESS_POLICY',
  'DROP',
  'DROP_FUNCTION',
  'DROP_ROW_ACCESS_POLICY',
  'ALTER_TABLE',
  'ALTER_TABLE_SET_OPTIONS',
  'ALTER_VIEW',
  'ALTER_SCHEMA',
  'INSERT',
  'UPDATE',
  'DELETE',
  'MERGE',
  'TRUNCATE',
  'EXPORT_DATA',
  'ASSERT',
  'BEGIN',
  'COMMIT',
  'ROLLBACK',
].map((kind) => `RESOLVED_${kind}_STMT`)

export type Language = { queries: Message; everything: Message }

/** BigQuery's dialect, as far as an engine published in 2023 knows it. */
export async function bigqueryLanguage(service: Service): Promise<Language> {
  const newest = await service.call('GetLanguageOptions', { maximum_features: true })
  const queries = {
    ...newest,
    product_mode: 'PRODUCT_EXTERNAL',
    reserved_keywords: ['QUALIFY'],
    supported_statement_kinds: ['RESOLVED_QUERY_STMT'],
  }
  return { queries, everything: { ...queries, supported_statement_kinds: STATEMENTS } }
}
