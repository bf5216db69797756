import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync } from "node:fs"
import path from "node:path"

const SIZE_MAX_BYTES = 20 * 1024 * 1024
const CHECK_EVERY_MS = 60_000

/**
 * The log files of the processes, in `DATA_DIR/logs`. Each is kept under 20 MB with one predecessor: the processes append,
 * so a file may be copied and cut while they write (a line written in that very moment may be lost).
 */
export function openLogs(dataDir) {
  const folder = path.join(dataDir, "logs")
  mkdirSync(folder, { recursive: true })
  const files = new Set()
  const keepSmall = () => {
    for (const file of files) {
      if (!existsSync(file) || statSync(file).size < SIZE_MAX_BYTES) continue
      copyFileSync(file, `${file}.1`)
      truncateSync(file)
    }
  }
  setInterval(keepSmall, CHECK_EVERY_MS).unref()
  return {
    folder,
    /** The file for the process of that name. */
    file(name) {
      const file = path.join(folder, `${name}.log`)
      files.add(file)
      return file
    },
    /** The last lines of that file, for an error message. */
    tail(name, lines = 30) {
      const file = path.join(folder, `${name}.log`)
      return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n") : ""
    },
  }
}
