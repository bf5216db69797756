import net from "node:net"

/** A TCP port of 127.0.0.1 that nothing listens on at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** True when `port` can be opened on `host`; false when another program holds it. Other failures throw. */
export function isPortFree(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
