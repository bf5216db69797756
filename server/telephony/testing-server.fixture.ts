import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"
import { ingest } from "./ingest"

/** For tests: the ingest route alone behind a real HTTP server on a free port. */
export async function serveIngest(): Promise<{ baseUrl: string; requests: () => number; close(): Promise<void> }> {
  let requests = 0
  const server = createServer((incoming, outgoing) => {
    requests += 1
    const [, , , tenant = "", connector = ""] = (incoming.url ?? "").split("/")
    const request = new Request(`http://test${incoming.url}`, {
      method: "POST",
      headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
      body: Readable.toWeb(incoming) as ReadableStream,
      duplex: "half",
    } as RequestInit)
    void ingest(request, { tenant, connector }).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers))
      outgoing.end(Buffer.from(await response.arrayBuffer()))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
