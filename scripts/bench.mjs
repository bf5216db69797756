import { spawn } from "node:child_process"
import path from "node:path"
import { bundleProcesses, processArgs } from "./bundle.mjs"

// npm run bench [-- steps ingest pages]: the code as it runs in production, bundled.

const root = path.resolve(import.meta.dirname, "..")
await bundleProcesses(root)
const child = spawn(process.execPath, [...processArgs("bench"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
})
child.once("exit", (code) => process.exit(code ?? 1))
