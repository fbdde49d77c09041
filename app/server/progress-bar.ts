const WIDTH = 28

type Output = { readonly isTTY?: boolean; write(text: string): unknown }

/** Shows how far a long task is on stderr: a bar on a terminal, a line every quarter of the way elsewhere. */
export function createProgressBar(title: string, output: Output = process.stderr): (share: number) => void {
  let shown = -1
  return (share) => {
    const percent = Math.floor(Math.min(1, Math.max(0, share)) * 100)
    if (output.isTTY !== true) {
      const quarter = percent - (percent % 25)
      if (quarter > shown) output.write(`${title} ${quarter} %\n`)
      shown = Math.max(shown, quarter)
      return
    }
    if (percent === shown) return
    shown = percent
    const done = Math.round((percent / 100) * WIDTH)
    const bar = '█'.repeat(done) + '░'.repeat(WIDTH - done)
    output.write(`\r${title} ${bar} ${String(percent).padStart(3)} %${percent === 100 ? '\n' : ''}`)
  }
}
