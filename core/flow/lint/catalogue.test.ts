import { readdirSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { fixers } from "@/core/design/fixes/fixes-of"
import { catalogue, severityOf } from "./catalogue"

// The document and the catalogue cannot go stale: codes are read from the checks' own source.

/** What is checked when a ticket runs or a file is read is no lint of a flow. */
const others =
  /\.test\.ts$|^(starters|file)\/|^(field-value|check-custom-kind)\.ts|^form\/(read-form-schema|json-schema)|^lint\/catalogue/

const files = readdirSync("core/flow", { recursive: true })
  .map((file) => String(file).replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts") && !others.test(file))
const sources = files.map((file) => readFileSync(`core/flow/${file}`, "utf8"))

const patterns = [
  /\bcode: "(\w+)",\s*severity/g,
  /\bfound\(\s*"(?:warning|advice)",\s*"(\w+)"/g,
  /\bflowProblem\("(\w+)"/g,
  /\bnodeProblem\(\s*[^,()]+(?:\([^()]*\))?,\s*(?:`[^`]*`|"[^"]*"|\w+),\s*"(\w+)"/g,
  /\bproblem\((?:`[^`]*`|"[^"]*"|name),\s*"(\w+)"/g,
]
const said = new Set(
  sources.flatMap((source) => patterns.flatMap((one) => Array.from(source.matchAll(one), (match) => match[1] ?? ""))),
)

it("every code the checks say is in the catalogue", () => {
  expect(said.size).toBeGreaterThan(60)
  expect([...said].filter((code) => !severityOf.has(code))).toEqual([])
})

it("every code of the catalogue is said somewhere, with the severity it has there", () => {
  const whole = sources.join("\n")
  for (const [code, severity] of severityOf) {
    expect(whole, code).toContain(`"${code}"`)
    if (severity !== "error") continue
    expect(whole, code).not.toMatch(new RegExp(`found\\(\\s*"(warning|advice)",\\s*"${code}"`))
  }
})

it("every code with a fix is in the catalogue", () => {
  expect(Object.keys(fixers).filter((code) => !severityOf.has(code))).toEqual([])
})

it("docs/lints.md is the catalogue (npx vitest run core/flow/lint -u writes it anew)", async () => {
  const fixed = (code: string) => (Object.hasOwn(fixers, code) ? "yes" : "")
  const groups = catalogue.map(({ title, entries }) => {
    const rows = Object.entries(entries).map(
      ([code, { severity, when }]) => `| \`${code}\` | ${severity} | ${when} | ${fixed(code)} |`,
    )
    return [`## ${title}`, "", "| code | severity | said when | fix |", "| --- | --- | --- | --- |", ...rows].join("\n")
  })
  const text = `# What the designer says of a flow

Generated from \`core/flow/lint/catalogue.ts\`; a test keeps it so.

An **error** keeps a flow from being published. A **warning** runs, and hardly as it is meant. **Advice** runs, and would
be better otherwise; it is listed and shown on no card. Each problem names its step, route or field, and the characters
where it is about a text: choosing it opens the right panel with the caret there. F8 goes to the next one, Shift+F8 to the
one before. **fix**: one press mends it, as one step that can be undone; a problem may be such that none fits.

What is *proven* comes from trying every case that can differ (\`core/expression/coverage\`), beside the page. Where a
condition depends on free text nothing is said.

Expressions have problems of their own (\`core/expression/message.ts\`), all of them errors; where the checker knows what
was meant, one press puts it in.

${groups.join("\n\n")}
`
  await expect(text).toMatchFileSnapshot("../../../docs/lints.md")
})
