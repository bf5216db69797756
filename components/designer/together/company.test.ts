import { describe, expect, it, vi } from "vitest"
import { createCompany } from "./company"

const ann = { tab: "tab-ann-1", personId: "ann", name: "Ann", nodeId: "a" }
const bob = { tab: "tab-bob-1", personId: "bob", name: "Bob", nodeId: "b" }

describe("company", () => {
  it("says who is at a step, and keeps what did not change", () => {
    const company = createCompany()
    company.replace([ann, bob])
    const before = company.atNode("a")
    expect(before.viewers).toEqual([ann])
    company.apply({ ...bob, nodeId: "c", isHere: true })
    expect(company.atNode("a")).toBe(before)
    expect(company.atNode("b").viewers).toEqual([])
    expect(company.atNode("c").viewers.map(({ name }) => name)).toEqual(["Bob"])
  })

  it("forgets who left", () => {
    const company = createCompany()
    const heard = vi.fn()
    company.subscribe(heard)
    company.replace([ann])
    company.apply({ ...ann, isHere: false })
    expect(company.viewers()).toEqual([])
    expect(company.atNode("a").viewers).toEqual([])
    expect(heard).toHaveBeenCalledTimes(2)
  })

  it("tells two tabs of one person apart", () => {
    const company = createCompany()
    company.replace([ann])
    company.apply({ ...ann, tab: "tab-ann-2", nodeId: null, isHere: true })
    expect(company.viewers()).toHaveLength(2)
  })

  it("counts the comments of a step beside its viewers", () => {
    const company = createCompany()
    company.replace([ann])
    company.count(new Map([["a", 2]]))
    expect(company.atNode("a")).toEqual({ viewers: [ann], comments: 2 })
  })
})
