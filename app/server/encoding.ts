export type Encoding = 'br' | 'gzip' | 'identity'

/** The smallest encoding that a browser accepts: browsers list gzip first and mean no preference by it. */
export function pickEncoding(acceptEncoding: string | undefined, available: readonly Encoding[]): Encoding {
  const accepted = new Map<string, number>()
  for (const part of (acceptEncoding ?? '').split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const quality = parameters.find((text) => text.startsWith('q='))
    accepted.set(name, quality === undefined ? 1 : Number(quality.slice(2)))
  }
  const accepts = (encoding: Encoding) => (accepted.get(encoding) ?? accepted.get('*') ?? 0) > 0
  return available.find((encoding) => encoding !== 'identity' && accepts(encoding)) ?? 'identity'
}
