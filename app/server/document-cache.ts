/** One whole document as it is kept: compressed once, sent many times. */
export type KeptDocument = {
  readonly brotli: Buffer
  readonly headers: readonly (readonly [string, string])[]
}

export type DocumentCache = {
  get(key: string): KeptDocument | null
  set(key: string, document: KeptDocument): void
}

const DEFAULT_BYTES = 64 * 1024 * 1024

function weight(key: string, document: KeptDocument): number {
  const headers = document.headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  return document.brotli.length + headers + key.length * 2
}

/** Keeps the documents used last within `maxBytes`; a key names everything that a document depends on. */
export function createDocumentCache(maxBytes = DEFAULT_BYTES): DocumentCache {
  const documents = new Map<string, KeptDocument>()
  let bytes = 0

  function forget(key: string): void {
    const document = documents.get(key)
    if (document === undefined) return
    documents.delete(key)
    bytes -= weight(key, document)
  }

  return {
    get(key) {
      const document = documents.get(key)
      if (document === undefined) return null
      // A Map keeps insertion order: put back last, the least used stays first.
      documents.delete(key)
      documents.set(key, document)
      return document
    },
    set(key, document) {
      forget(key)
      const added = weight(key, document)
      if (added > maxBytes) return
      documents.set(key, document)
      bytes += added
      for (const oldest of documents.keys()) {
        if (bytes <= maxBytes) break
        forget(oldest)
      }
    },
  }
}
