#!/usr/bin/env node
// postgres.js 3.4.9 does not survive a connection that ends while it is used (a restart of Postgres, pg_terminate_backend, an
// idle transaction's timeout). Measured with random kills over 20 s: an exception nobody can catch ends the process, the pool
// answers nothing any more, and what was left of a dead transaction runs and commits outside of it (7 of 82 were half written).
// The causes are known upstream and the corrections wait for review (porsager/postgres#1142, #1208, #1209, #1215, #1216); this
// file makes them in node_modules. server/tenant/lost-connection.db.test.ts fails without them.
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"

const VERSION = "3.4.9"
const MARK = "/* patched by firstcall */\n"

/** Each: text of the original, and what stands there instead. */
const changes = {
  "connection.js": [
    // A connection that has ended owes no more answers: without this the next connection's first answer is taken for the old query's.
    [
      `    errored(err)
    while (sent.length)
      queryError(sent.shift(), err)
  }`,
      `    errored(err)
    query = errorResponse = null
    while (sent.length)
      queryError(sent.shift(), err)
  }`,
    ],
    // What was about to be written belonged to the old connection; a timer that is cleared but not forgotten blocks every later write.
    [
      `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
      `    clearImmediate(nextWriteTimer)
    nextWriteTimer = chunk = null
    socket.removeListener('data', data)`,
    ],
    // After a reset the socket reports an error first and its end second; what was asked in between must be refused too.
    [`    !hadError && (query || sent.length) && error(`, `    ;(query || sent.length) && error(`],
    // Writing to a connection that has ended is refused, not thrown from a timer.
    [
      `  function nextWrite(fn) {
    const x`,
      `  function nextWrite(fn) {
    if (!socket) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x`,
    ],
  ],
  "index.js": [
    // A transaction ends with its connection: nothing of it may run on the connection that takes its place.
    [
      `      , connection
      , prepare = null
`,
      `      , connection
      , prepare = null
      , lost = null
`,
    ],
    [
      `new Promise((_, reject) => connection.onclose = reject)`,
      `new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })`,
    ],
    [
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue === full`,
    ],
  ],
}

/** Corrects the installed driver; does nothing when that has been done. Throws when it is another version than the one known here. */
export function patchPostgres(root) {
  const folder = path.join(root, "node_modules", "postgres")
  if (!existsSync(folder)) return
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"))
  if (version !== VERSION)
    throw new Error(
      `postgres ${version} is installed; scripts/patch-postgres.mjs knows ${VERSION}. See whether it is still needed.`,
    )
  for (const [name, replacements] of Object.entries(changes))
    for (const file of [path.join(folder, "src", name), path.join(folder, "cjs", "src", name)]) {
      const original = readFileSync(file, "utf8")
      if (original.startsWith(MARK)) continue
      let text = original
      for (const [before, after] of replacements) {
        if (text.split(before).length !== 2) throw new Error(`${file} is not as published: it lacks\n${before}`)
        text = text.replace(before, () => after)
      }
      writeFileSync(file, MARK + text)
    }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) patchPostgres(path.resolve(import.meta.dirname, ".."))
