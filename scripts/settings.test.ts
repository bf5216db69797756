import net from "node:net"
import { expect, it, onTestFinished } from "vitest"
import { readSettings, requirePort } from "./settings.mjs"

it("works without any setting, for this machine only", () => {
  expect(readSettings("/opt/firstcall", {})).toEqual({
    port: 3000,
    host: "127.0.0.1",
    dataDir: "/opt/firstcall/.data",
    databaseUrl: undefined,
    url: "http://localhost:3000",
    hasSample: true,
  })
})

it.each(["0", "65536", "80a", "3000.5", "-1"])("refuses the port %s", (port) => {
  expect(() => readSettings("/", { PORT: port })).toThrow(`not "${port}"`)
})

it.each(["localhost:5432", "mysql://localhost/x", "postgres://"])("refuses the database URL %s", (url) => {
  expect(() => readSettings("/", { DATABASE_URL: url })).toThrow("must look like postgres://")
})

it.each(["127.0.0.1", "0.0.0.0"])("says which port to take instead when %s holds it", async (host) => {
  const server = net.createServer().listen(0, host)
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once("listening", resolve))
  const { port } = server.address() as net.AddressInfo
  await expect(requirePort({ port, host: "127.0.0.1" })).rejects.toThrow(`PORT=${port + 1} npm start`)
})
