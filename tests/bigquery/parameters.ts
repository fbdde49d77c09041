import type { Parameters } from '#tests/googlesql/engine.ts'
import { readCell } from './cells.ts'
import { answeredType, engineType, type Field } from './fields.ts'
import { invalid, notImplemented } from './wire-error.ts'

type WireParameter = {
  readonly name?: string
  readonly parameterType?: { readonly type?: string; readonly arrayType?: { readonly type?: string } }
  readonly parameterValue?: {
    readonly value?: string | null
    readonly arrayValues?: { value?: string | null }[]
  }
}

/** The parameters of a query as the engine takes them. Throws 400 for what their types cannot hold. */
export function readParameters(configuration: {
  readonly parameterMode?: unknown
  readonly queryParameters?: unknown
}): Parameters {
  const { parameterMode, queryParameters = [] } = configuration
  if (String(parameterMode ?? 'NAMED').toUpperCase() !== 'NAMED')
    throw notImplemented('positional parameters')
  return Object.fromEntries((queryParameters as WireParameter[]).map(readParameter))
}

function readParameter({ name = '', parameterType, parameterValue }: WireParameter) {
  const isList = parameterType?.type === 'ARRAY'
  const type = answeredType(isList ? parameterType.arrayType?.type : parameterType?.type)
  const field: Field = { name, type, mode: isList ? 'REPEATED' : 'NULLABLE' }
  const given = isList ? parameterValue?.arrayValues?.map(({ value }) => value) : parameterValue?.value
  try {
    return [name, { type: engineType(field), value: readCell(field, given) }]
  } catch (error) {
    if (error instanceof RangeError) throw invalid(`Invalid value for parameter ${name}: ${error.message}`)
    throw error
  }
}
