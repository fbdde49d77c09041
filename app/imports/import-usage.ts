/** The command line cannot be understood; the message says what to write. */
export class ImportUsage extends Error {
  constructor(message: string) {
    super(`${message}\nnpm run import -- --help says more.`)
    this.name = 'ImportUsage'
  }
}
