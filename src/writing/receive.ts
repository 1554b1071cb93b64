import { ClientGoneError, PayloadTooLargeError, RequestTimeoutError } from '../errors.ts'
import type { UploadRequest } from '../matching/writing.ts'

/** After so long without a byte an upload is given up, unless it is we who let it wait. */
const LONGEST_SILENCE_MS = 60_000

/**
 * Hands over a body as it comes, and waits with each part until it was taken.
 * @throws ClientGoneError where it breaks off
 */
export async function receive (body: UploadRequest['body'], take: (chunk: Buffer) => Promise<void>): Promise<void> {
  const arm = (): NodeJS.Timeout => setTimeout(() => body.destroy(new RequestTimeoutError()), LONGEST_SILENCE_MS)
  let timer = arm()
  try {
    for await (const chunk of body) {
      clearTimeout(timer)
      await take(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
      timer = arm()
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ECONNRESET' ? new ClientGoneError() : error
  } finally {
    clearTimeout(timer)
  }
}

/** A body as a whole. */
export async function receiveWhole (body: UploadRequest['body'], mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  await receive(body, async chunk => {
    bytes += chunk.length
    if (bytes <= mostBytes) chunks.push(chunk)
    // To stop reading is to cut the connection, and the client does not hear why.
    else if (bytes > 4 * mostBytes) throw new PayloadTooLargeError(mostBytes)
  })
  if (bytes > mostBytes) throw new PayloadTooLargeError(mostBytes)
  return Buffer.concat(chunks)
}
