import { Duplex } from 'node:stream'
import WebSocket from 'ws'

/**
 * The Postgres protocol through a WebSocket, for hosts that let only 443 out: what pg takes for a socket. One message carries whatever bytes
 * there are; the other end is Neon's proxy, or any that passes bytes on to a server. TLS is the WebSocket's.
 */
export class WebSocketStream extends Duplex {
  readonly #url: string
  #socket: WebSocket | undefined

  constructor (url: string) {
    super({ allowHalfOpen: false })
    this.#url = url
  }

  /** Called by pg in place of a socket's; host and port are those of the URL. */
  connect (): this {
    const socket = new WebSocket(this.#url, { perMessageDeflate: false })
    this.#socket = socket
    socket.on('open', () => this.emit('connect'))
    socket.on('message', data => { if (!this.push(data)) socket.pause() })
    socket.on('error', error => this.destroy(new Error(`WebSocket to ${new URL(this.#url).host}: ${error.message}`, { cause: error })))
    socket.on('close', () => this.push(null))
    return this
  }

  override _read (): void {
    this.#socket?.resume()
  }

  override _write (chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket!.send(chunk, done)
  }

  override _writev (chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#socket!.send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final (done: () => void): void {
    this.#socket?.close()
    done()
  }

  override _destroy (error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket?.terminate()
    done(error)
  }

  // What pg calls on a socket and a WebSocket does by itself.
  setNoDelay (): this { return this }
  setKeepAlive (): this { return this }
  ref (): this { return this }
  unref (): this { return this }
}
