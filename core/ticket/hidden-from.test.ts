import { expect, it } from "vitest"
import { toExecutable } from "@/core/flow/executable"
import { galleryFlows } from "@/core/flow/starters/starters"
import { applyCommand } from "@/core/design/command"
import { setFieldRights } from "@/core/design/field-rights"
import { hiddenFrom, type Viewer } from "./hidden-from"
import { withoutValues } from "./without-values"

const id = "00000000-0000-4000-8000-000000000001"
const starter = galleryFlows({ locale: "en", homeUnitId: null, administratorIds: [id] }).find(
  ({ key }) => key === "feeReduction",
)!
const [first, second] = starter.draft.nodes.filter(({ kind }) => kind === "approval")
const draft = applyCommand(starter.draft, setFieldRights(starter.draft, [first!.id], ["account"], "hidden"))
const built = toExecutable(draft)
if (!built.ok) throw new Error(JSON.stringify(built.problems))
const somebody: Viewer = { nodeIds: [], isInitiator: false, isAdministrator: false, roles: ["agent"] }
const hidden = (viewer: Partial<Viewer>) => [...hiddenFrom(built.flow, { ...somebody, ...viewer })]

it("hides from a step's people what the step hides, unless another step of theirs shows it", () => {
  expect(hidden({})).toEqual([])
  expect(hidden({ nodeIds: [first!.id] })).toEqual(["account"])
  expect(hidden({ nodeIds: [first!.id], roles: ["supervisor"] })).toEqual(["account"])
  expect(hidden({ nodeIds: [first!.id, second!.id] })).toEqual([])
  expect(hidden({ nodeIds: [first!.id], isInitiator: true })).toEqual([])
})

it("hides nothing of the record from those who answer for it", () => {
  for (const viewer of [{ isAdministrator: true }, { roles: ["owner" as const] }, { roles: ["auditor" as const] }]) {
    expect(hidden({ nodeIds: [first!.id], ...viewer })).toEqual([])
  }
})

it("leaves no value of a hidden field in any event, nor what was made of it outside", () => {
  const keys = new Set(["account"])
  const told = (body: object) => JSON.stringify(withoutValues({ body }, keys))
  const values = { account: "SECRET", "account.count": 7, amount: 1 }
  expect(told({ type: "opened", variables: values })).not.toMatch(/SECRET|7/)
  expect(told({ type: "decided", fields: values })).not.toMatch(/SECRET|7/)
  expect(told({ type: "incident", values })).not.toMatch(/SECRET|7/)
  expect(told({ type: "incident", values })).toContain('"amount":1')
  expect(told({ type: "childEnded", results: values })).not.toContain("SECRET")
  const ask = { type: "http", url: "/accounts/SECRET", body: "SECRET", method: "GET" }
  expect(told({ type: "asked", ask })).not.toContain("SECRET")
  expect(told({ type: "asked", ask: { type: "tickets", tickets: [{ other: "SECRET" }] } })).not.toContain("SECRET")
})
