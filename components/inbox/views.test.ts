import { describe, expect, it } from "vitest"
import { viewsFor } from "./views"

describe("the views of the inbox", () => {
  it("shows everybody's work to those who answer for it", () => {
    expect(viewsFor(["agent"])).toEqual(["mine", "queues", "finished"])
    expect(viewsFor(["agent", "supervisor"])).toContain("everyone")
    expect(viewsFor(["owner"])).toContain("everyone")
  })
})
