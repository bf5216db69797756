import { createHash } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import path from "node:path"

/** A piece of SQL that is applied as a whole; `hash` says whether what was applied is still what the file says. */
export type Script = { item: string; hash: string; text: string }

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex")

async function readScripts(tree: string, kind: string): Promise<{ name: string; text: string }[]> {
  // Every process runs from the project's root. Not `new URL(…, import.meta.url)`: the bundler takes that for an import.
  const folder = path.join(process.cwd(), "db", tree, kind)
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort()
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(path.join(folder, name), "utf8") })))
}

/** The migrations of a tree, in order. One script of several statements is applied in one round trip. */
export async function readMigrations(tree: "control" | "tenant"): Promise<Script[]> {
  return (await readScripts(tree, "migrations")).map(({ name, text }) => ({
    item: path.basename(name, ".sql"),
    hash: hashOf(text),
    text: text.replaceAll("--> statement-breakpoint", ""),
  }))
}

/** The functions of a tree as one script: they are created anew whenever any of them changes. */
export async function readFunctions(tree: "control" | "tenant"): Promise<Script> {
  const text = (await readScripts(tree, "functions")).map((file) => file.text).join("\n")
  return { item: "functions", hash: hashOf(text), text }
}

/** A script built here, not read from a file. */
export const scriptOf = (item: string, text: string): Script => ({ item, hash: hashOf(text), text })

/** The migrations still to apply. Throws when one that was applied has been edited since: it would never be applied. */
export function pendingMigrations(all: Script[], applied: Map<string, string>): Script[] {
  return all.filter(({ item, hash }) => {
    const before = applied.get(item)
    if (before !== undefined && before !== hash)
      throw new Error(
        `Migration ${item} was changed after it had been applied to this database. Before the first release: remove the ` +
          "database (for the built-in one, the folder .data) and start again. After it: restore the file and add a new migration.",
      )
    return before === undefined
  })
}
