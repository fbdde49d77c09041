export type Token = {
  readonly kind:
    | 'space'
    | 'word'
    | 'number'
    | 'literal'
    | 'quoted'
    | 'comment'
    | 'parameter'
    | 'placeholder'
    | 'symbol'
  readonly text: string
}

// Order matters: what begins a literal or a comment is taken before any symbol.
const TOKEN =
  /(?<comment>--[^\n\r]*|\/\*[\s\S]*?\*\/)|(?<literal>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*"|`[^`]*`)|(?<parameter>@\w*)|(?<placeholder>\{[^}]*\})|(?<number>\d[\w.]*|\.\d\w*)|(?<word>[\p{L}_][\p{L}\p{N}_]*)|(?<space>\s+)|(?<symbol>::|\|\||<>|!=|<=|>=|<<|>>|\|>|\/\/|->|[\s\S])/gu

/** Cuts a statement as DuckDB does, so that comments and literals deceive neither; spaces only when asked for. */
export function tokens(sql: string, { spaces } = { spaces: false }): Token[] {
  return [...sql.matchAll(TOKEN)].flatMap((match) => {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? ['space']
    return kind === 'space' && !spaces ? [] : [{ kind: kind as Token['kind'], text: match[0] }]
  })
}
