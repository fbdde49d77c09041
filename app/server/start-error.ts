/** A reason for which Vigie does not start, said to the person who starts it: what is wrong and how to mend it. */
export class StartError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'StartError'
  }
}
