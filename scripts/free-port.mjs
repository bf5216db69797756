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

/** True when `port` can be opened on `host`, or when this machine has no such address; false when it is taken. */
export function isPortFree(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", (error) => {
      if (error.code === "EACCES") reject(new Error(`This account may not open port ${port}; take one above 1023.`))
      else resolve(error.code !== "EADDRINUSE")
    })
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
