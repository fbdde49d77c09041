import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { LONGEST_ADDRESS } from '#app/server/guard.ts'
import { SECURITY_HEADERS } from '#app/server/security-headers.ts'

const PAGES_MAY_TAKE_MS = 25_000

function statusOfMalformed(error: NodeJS.ErrnoException & { rawPacket?: Buffer }): string {
  if (error.code !== 'HPE_HEADER_OVERFLOW') return '400 Bad Request'
  const firstLine = error.rawPacket?.indexOf('\r\n') ?? -1
  // What overflowed is the address when the first line alone is too long.
  return firstLine === -1 || firstLine > LONGEST_ADDRESS
    ? '414 URI Too Long'
    : '431 Request Header Fields Too Large'
}

/** What never becomes a request, because Node cannot read it, is still answered with the headers of every answer. */
export function answerMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  const headers = Object.entries({ ...SECURITY_HEADERS, 'Content-Length': '0', Connection: 'close' })
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  socket.end(`HTTP/1.1 ${statusOfMalformed(error)}\r\n${head}\r\n`)
}

/** Takes no new connection, lets the pages being made finish within 25 s, then cuts what is left. */
export function closeServer(server: Server, mayTakeMs = PAGES_MAY_TAKE_MS): Promise<void> {
  return new Promise((resolve) => {
    // A connection kept alive has no end of its own: each is closed as soon as it has nothing under way.
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const cut = setTimeout(() => server.closeAllConnections(), mayTakeMs)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(cut)
      resolve()
    })
    server.closeIdleConnections()
  })
}
