/**
 * The body's bytes, or null when there are more than `bytesMax`. Counts what arrives: Content-Length may lie or be missing,
 * and what is too long is not kept.
 */
export async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return null
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    bytes += value.byteLength
    if (bytes > bytesMax) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
}

/** As `readBytes`, as text. */
export async function readBody(request: Request, bytesMax: number): Promise<string | null> {
  const bytes = await readBytes(request, bytesMax)
  return bytes && Buffer.from(bytes).toString("utf8")
}
