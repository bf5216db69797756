import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { describe, expect, it } from "vitest"

// Each rule is broken once, in a small project of its own, and must be the one that is reported. Without this a typo in a
// pattern would turn a rule off and leave the check green.

const packages = { dependencies: { zod: "1", postgres: "1", react: "1" }, devDependencies: { vitest: "1" } }
const paths = { "@/*": ["./*"] }

/** Keeps every rule, also where that takes an exception: tests, `import type`, a time that is given. */
const clean: Record<string, string> = {
  "package.json": JSON.stringify({ name: "small", type: "module", ...packages }),
  "tsconfig.json": JSON.stringify({ compilerOptions: { module: "esnext", moduleResolution: "bundler", paths } }),
  "core/at.ts": `import { z } from "zod"
    // Date.now() in a comment and "Math.random()" in a text are fine.
    export const at = (text: string, step: { process: string }) => [new Date(z.parse(text)), step.process, { fetch: 1 }]`,
  "core/at.test.ts": `import { expect } from "vitest"\nimport { at } from "./at"\nexpect(at(String(Date.now())))`,
  "db/client.ts": `import postgres from "postgres"\nexport const sql = postgres(process.env["URL"])`,
  "db/testing/database.ts": `import { sql } from "../client"\nexport const drop = () => sql.unsafe("drop")`,
  "server/todo/queries.ts": `import { sql } from "@/db/client"\nexport const all = () => sql\`select\``,
  "server/todo/list.test.ts": `import page from "@/app/page"\npage()`,
  "server/todo/list.ts": `import { at } from "@/core/at"\nimport { all } from "./queries"\nexport const list = () => [all, at]`,
  "server/api/trpc.ts": `export const router = (procedures: object) => procedures`,
  "workers/tick.ts": `import { list } from "@/server/todo/list"\nexport const tick = () => setTimeout(list, 1)`,
  "components/list.tsx": `import type { list } from "@/server/todo/list"\nexport type List = typeof list`,
  "app/page.tsx": `import { list } from "@/server/todo/list"\nimport type { List } from "@/components/list"\nexport default list as List`,
}

const list = `import { list } from "@/server/todo/list"\nexport default list`
const sql = `import { sql } from "@/db/client"\nexport default sql`

/** A file of its own for each breach, and the rules that must be reported for it. */
const importBreaches: [file: string, text: string, ...rules: string[]][] = [
  ["core/package.ts", `import react from "react"\nexport default react`, "core-is-pure"],
  ["core/node.ts", `import { readFileSync } from "node:fs"\nexport default readFileSync`, "core-is-pure"],
  ["core/node-type.ts", `import type { Stats } from "node:fs"\nexport type X = Stats`, "core-is-pure"],
  ["core/lazy.ts", `export const x = () => import("@/db/client")`, "core-is-pure", "core-stands-alone"],
  ["core/shell.test.ts", list, "core-stands-alone"],
  ["core/circle.ts", `import { x } from "./circle"\nexport { x }`, "no-circles"],
  ["db/server.ts", list, "db-below-server"],
  ["server/component.ts", `export type { List } from "@/components/list"`, "server-below-interface"],
  ["server/sla/other.ts", `import { all } from "../todo/queries"\nexport default all`, "queries-are-private"],
  ["server/test.ts", `import { drop } from "@/db/testing/database"\nexport default drop`, "product-without-tests"],
  ["server/script.ts", `import { x } from "@/scripts/x"\nexport default x`, "product-without-scripts"],
  ["server/dev.ts", `import { vi } from "vitest"\nexport default vi`, "product-without-dev-packages"],
  ["workers/table.ts", sql, "workers-use-verbs"],
  ["workers/driver.ts", `import postgres from "postgres"\nexport default postgres`, "workers-speak-no-sql"],
  [
    "components/table.ts",
    sql.replace("import", "import type").replace("default sql", "type X = typeof sql"),
    "components-stay-in-the-browser",
  ],
  ["components/node.ts", `import { join } from "node:path"\nexport default join`, "components-without-node"],
  ["components/verb.ts", list, "components-know-server-types-only"],
  ["app/table.ts", sql, "app-is-thin"],
  ["app/hidden.ts", `import { router } from "@/server/api/trpc"\nexport default router({})`, "one-router"],
  ["app/lost.ts", `import y from "./y"\nexport default y`, "no-dead-ends"],
]

const impure = [
  "Date.now()",
  "new Date()",
  "Date()",
  "Math.random()",
  "performance.now()",
  "crypto.randomUUID()",
  "setTimeout(f, 1)",
  "process.env",
  "process['env']",
  "fetch('/')",
]
const sqlFromText = ["sql.raw(name)", "sql.identifier(name)", "tx.unsafe(`drop ${name}`)", "tx.unsafe"]

const inlineType = { file: "components/inline.ts", expression: `0\nexport { type list } from "@/server/todo/list"` }
const purityBreaches = impure.map((expression, number) => ({ file: `core/impure-${number}.ts`, expression }))
const sqlBreaches = sqlFromText.map((expression, number) => ({ file: `server/todo/sql-${number}.ts`, expression }))
const breaching = ({ expression }: { expression: string }) => `\nexport const x = (sql, tx, name) => ${expression}`

/** Runs the check on a project of these files and returns its exit code, its last line, and its problems by file. */
function check(files: Record<string, string>) {
  const root = mkdtempSync(path.join(os.tmpdir(), "firstcall-imports-"))
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  for (const [file, text] of Object.entries(files)) put(file, text)
  for (const name of Object.keys({ ...packages.dependencies, ...packages.devDependencies })) {
    put(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" }))
    put(`node_modules/${name}/index.js`, "")
  }
  const script = path.join(import.meta.dirname, "check-imports.mjs")
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd: root, encoding: "utf8" })
  rmSync(root, { recursive: true })
  const found: Record<string, string[]> = {}
  for (const line of stderr.split("\n").filter(Boolean)) {
    const [place = "", rest = ""] = line.split(": ")
    ;(found[place] ??= []).push(rest.split(", ")[0] ?? "")
  }
  return { status, summary: stdout.trim(), found }
}

it("finds nothing in a project that keeps the rules", () => {
  expect(check(clean)).toEqual({ status: 0, summary: "11 files, 0 problems", found: {} })
})

it("is not green when it saw nothing", () => {
  const { "tsconfig.json": tsconfig = "" } = clean
  const nothing = ["holds no source file"]
  expect(check({ "tsconfig.json": tsconfig })).toEqual({
    status: 1,
    summary: "0 files, 3 problems",
    found: { components: nothing, core: nothing, server: nothing },
  })
})

describe("a project that breaks every rule", () => {
  const sourceBreaches = [...purityBreaches, ...sqlBreaches, inlineType]
  const files = sourceBreaches.map((breach) => [breach.file, breaching(breach)])
  const { status, found } = check({
    ...clean,
    "scripts/x.ts": "export const x = 1",
    ...Object.fromEntries(importBreaches),
    ...Object.fromEntries(files),
  })

  it("is refused", () => expect(status).toBe(1))

  it.each(importBreaches)("%s", (file, _text, ...rules) => expect(found[file]?.toSorted()).toEqual(rules))

  it.each(purityBreaches)("the core may not use $expression", ({ file }) =>
    expect(found[`${file}:2`]).toEqual(["core-is-pure"]),
  )

  it.each(sqlBreaches)("SQL may not be made by $expression", ({ file }) =>
    expect(found[`${file}:2`]).toEqual(["no-sql-from-text"]),
  )

  it("a component may not take a type along with the code", () =>
    expect(found[`${inlineType.file}:3`]).toEqual(["components-know-server-types-only"]))

  it("is blamed for nothing else", () => {
    const blamed = new Set(Object.keys(found).map((place) => place.split(":")[0]))
    const breaching = [...importBreaches.map(([file]) => file), ...sourceBreaches.map(({ file }) => file)]
    expect(blamed).toEqual(new Set(breaching))
  })
})
