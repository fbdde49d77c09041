type Props = {
  readonly statements: readonly {
    readonly name: string
    readonly sql: string
    readonly parameters: readonly string[]
  }[]
  /** What the list of parameters is called. */
  readonly parametersTitle: string
}

/** Statements as the engine received them, each folded under its name. */
export function Statements({ statements, parametersTitle }: Props) {
  return (
    <>
      {statements.map(({ name, sql, parameters }) => (
        <details key={name + sql}>
          <summary>{name}</summary>
          <pre>{sql}</pre>
          {parameters.length > 0 && (
            <>
              <h3>{parametersTitle}</h3>
              <pre>{parameters.join('\n')}</pre>
            </>
          )}
        </details>
      ))}
    </>
  )
}
