import type { ServiceError } from '@grpc/grpc-js'
import { Client, credentials } from '@grpc/grpc-js'
import type { PackageDefinition } from '@grpc/proto-loader'
import { loadSync } from '@grpc/proto-loader'
import { PROTO_FOLDER } from './installed.ts'

/** What one message may hold: the engine was built with this limit, and no option of ours moves it. */
export const MESSAGE_LIMIT_BYTES = 4_194_304

export type Message = Readonly<Record<string, unknown>>

export type Service = {
  /** Calls one method of the engine, with fields that are encoded already; its errors are the driver's own (`ServiceError`). */
  call(method: string, request: Message, encodedFields?: Buffer): Promise<Message>
  /** A request as it goes on the wire. */
  encode(method: string, request: Message): Buffer
  ready(deadlineMs: number): Promise<void>
  close(): void
}

const NO_FIELDS = Buffer.alloc(0)
const SERVICE = 'zetasql.local_service.ZetaSqlLocalService'

/** Connects to the engine that listens on a port of this machine. */
export function connect(port: number): Service {
  const methods = serviceMethods()
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    'grpc.max_send_message_length': 256 * 1024 * 1024,
    'grpc.max_receive_message_length': 256 * 1024 * 1024,
    'grpc.enable_http_proxy': 0,
  })
  const method = (name: string) => {
    const found = methods[name]
    if (found === undefined) throw new Error(`GoogleSQL's service has no method ${name}`)
    return found
  }
  return {
    call(name, request, encodedFields = NO_FIELDS) {
      const { path, requestSerialize, responseDeserialize } = method(name)
      return new Promise((resolve, reject) => {
        client.makeUnaryRequest(
          path,
          (message: Message) => Buffer.concat([requestSerialize(message), encodedFields]),
          (bytes) => responseDeserialize(bytes) as Message,
          request,
          (error: ServiceError | null, answer?: Message) =>
            error === null ? resolve(answer ?? {}) : reject(error),
        )
      })
    },
    encode: (name, request) => method(name).requestSerialize(request),
    ready: (deadlineMs) =>
      new Promise((resolve, reject) => {
        client.waitForReady(Date.now() + deadlineMs, (error) => (error ? reject(error) : resolve()))
      }),
    close: () => client.close(),
  }
}

type Method = {
  path: string
  requestSerialize: (request: object) => Buffer
  responseDeserialize: (bytes: Buffer) => object
}

let definition: PackageDefinition | null = null

function serviceMethods(): Readonly<Record<string, Method>> {
  definition ??= loadSync('local_service.proto', {
    keepCase: true,
    longs: String,
    enums: String,
    oneofs: true,
    includeDirs: [PROTO_FOLDER],
  })
  const service = definition[SERVICE]
  if (service === undefined) throw new Error(`The message definitions in ${PROTO_FOLDER} lack ${SERVICE}`)
  return service as unknown as Readonly<Record<string, Method>>
}
