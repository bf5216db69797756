import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { rolldown } from "rolldown"
import type { DraftGraph } from "@/core/flow/graph"

/** Serves the bare page for these flows by number of steps, built as for production; `/300`. */
export async function serveBarePage(
  flows: ReadonlyMap<number, DraftGraph>,
): Promise<{ baseUrl: string; stop(): Promise<void> }> {
  const bundle = await rolldown({
    input: "bench/canvas/bare.tsx",
    platform: "browser",
    tsconfig: "tsconfig.json",
    transform: { define: { "process.env.NODE_ENV": '"production"', "import.meta": "{}" }, jsx: "react-jsx" },
    logLevel: "warn",
  })
  const { output } = await bundle.generate({ format: "iife", minify: true })
  const script = output[0].code
  const style = readFileSync("node_modules/@xyflow/react/dist/style.css", "utf8")
  const server = createServer((request, response) => {
    const path = request.url ?? "/"
    const send = (type: string, body: string) => {
      response.writeHead(200, { "content-type": `${type}; charset=utf-8`, "cache-control": "max-age=600" })
      response.end(body)
    }
    if (path === "/bare.js") return send("text/javascript", script)
    if (path === "/bare.css") return send("text/css", style)
    const graph = flows.get(Number(path.slice(1)))
    const data = JSON.stringify({ nodes: graph?.nodes ?? [], edges: graph?.edges ?? [] }).replaceAll("<", "\\u003c")
    send(
      "text/html",
      `<!doctype html><title>Bare</title><link rel="stylesheet" href="/bare.css"><body style="margin:0"><div id="root"></div>
<script type="application/json" id="graph">${data}</script><script src="/bare.js"></script>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
