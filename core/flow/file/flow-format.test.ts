import { readFile } from "node:fs/promises"
import { expect, it } from "vitest"
import { nodeKinds } from "../nodes/kinds"
import { flowFileVersion } from "./flow-file"
import { flowFormat } from "./flow-format"

it("the committed schema is the program's own (npx vitest run core/flow/file -u writes it anew)", async () => {
  const text = `${JSON.stringify(flowFormat(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot("../../../docs/flow-format.schema.json")
})

it("the document names every kind, every kind of reference and the version", async () => {
  const text = await readFile("docs/flow-format.md", "utf8")
  for (const { kind } of nodeKinds) expect(text).toContain(`\`${kind}\``)
  for (const type of ["person", "unit", "skillGroup", "calendar", "service", "flow", "kind", "other"]) {
    expect(text).toContain(`\`${type}\``)
  }
  expect(text).toContain(`version ${flowFileVersion}`)
})
