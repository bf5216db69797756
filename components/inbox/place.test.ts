import { describe, expect, it } from "vitest"
import { followReport, goTo, readPlace, trackFrom, writePlace, type Place } from "./place"

const todo = (digit: number) => `0190a000-0000-7000-8000-00000000000${digit}.d3`
const at = (selected: string | null, view: Place["view"] = "mine"): Place => ({ view, selected, queue: null })

describe("the address of the inbox", () => {
  it.each([at(null), at(todo(1)), at(null, "finished"), at(todo(2), "everyone")])("reads back %j", (place) => {
    expect(readPlace(new URLSearchParams(writePlace(place)))).toEqual(place)
  })

  it("ignores what is no view and no todo", () => {
    expect(readPlace(new URLSearchParams("view=all&todo=7"))).toEqual(at(null))
  })
})

describe("keeping in step with the router", () => {
  it("does not go back when an own address is reported late", () => {
    const fast = goTo(goTo(trackFrom(""), at(todo(1))), at(todo(2)))
    expect(followReport(fast, writePlace(at(todo(1)))).place).toEqual(at(todo(2)))
  })

  it("does not mind addresses that are never reported", () => {
    const fast = goTo(goTo(goTo(trackFrom(""), at(todo(1))), at(todo(2))), at(todo(3)))
    const reported = followReport(fast, writePlace(at(todo(3))))
    expect(reported).toMatchObject({ place: at(todo(3)), written: [] })
  })

  it("follows Back to an address it once wrote itself", () => {
    const there = followReport(goTo(trackFrom(""), at(todo(1))), writePlace(at(todo(1))))
    expect(followReport(there, "").place).toEqual(at(null))
    const again = followReport(followReport(there, ""), writePlace(at(todo(1))))
    expect(again.place).toEqual(at(todo(1)))
  })

  it("follows a link from elsewhere, such as a notification", () => {
    expect(followReport(trackFrom(""), writePlace(at(todo(4)))).place).toEqual(at(todo(4)))
  })
})
