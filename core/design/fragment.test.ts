import { describe, expect, it } from "vitest"
import { applyCommand } from "./command"
import { copyFragment, freeName, pasteFragment, readFragment } from "./fragment"
import { edge, graph, node } from "./testing-graph"

const drawn = graph(
  [node("s", { kind: "start" }), node("a"), node("b")],
  [edge("s", "a"), edge("a", "b", { name: "On" })],
)
const notStart = (kind: string) => kind !== "start"

describe("fragments", () => {
  it("take the edges between the copied steps along, and no others", () => {
    const fragment = copyFragment(drawn, new Set(["a", "b"]), notStart)
    expect(fragment?.edges.map(({ id }) => id)).toEqual(["a-b"])
  })

  it("never copy the start", () => {
    expect(copyFragment(drawn, new Set(["s"]), notStart)).toBeNull()
    expect(copyFragment(drawn, new Set(["s", "a"]), notStart)?.nodes).toHaveLength(1)
  })

  it("are pasted under new ids and names, with their edges", () => {
    const fragment = copyFragment(drawn, new Set(["a", "b"]), notStart)
    if (!fragment) throw new Error("nothing copied")
    let serial = 0
    const { command, nodeIds } = pasteFragment(drawn, fragment, { x: 24, y: 24 }, () => `n${(serial += 1)}`)
    const after = applyCommand(drawn, command)
    expect(nodeIds).toEqual(["n1", "n2"])
    expect(after.nodes.slice(3)).toMatchObject([
      { id: "n1", name: "A 2", position: { x: 24, y: 24 } },
      { id: "n2", name: "B 2" },
    ])
    expect(after.edges.at(-1)).toMatchObject({ source: "n1", target: "n2", name: "On" })
  })

  it("survive the clipboard; other text is not taken for one", () => {
    const fragment = copyFragment(drawn, new Set(["a"]), notStart)
    expect(readFragment(JSON.stringify(fragment))).toEqual(fragment)
    for (const text of ["", "hello", "{}", '{"firstcall":"flow-fragment","nodes":[]}', "null"]) {
      expect(readFragment(text)).toBeNull()
    }
  })

  it("count names upward", () => {
    const taken = new Set(["Approval", "Approval 2", "审批"])
    expect(freeName("Approval", taken)).toBe("Approval 3")
    expect(freeName("Approval 2", taken)).toBe("Approval 3")
    expect(freeName("审批", taken)).toBe("审批 2")
    expect(freeName("Free", taken)).toBe("Free")
  })
})
