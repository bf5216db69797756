import { describe, expect, it } from "vitest"
import en from "@/messages/en.json"
import { isWithin, places, placesFor, tabsFor } from "./navigation"

const ids = (list: { id: string }[]) => list.map(({ id }) => id)

describe("navigation", () => {
  it("has a text for every place", () => {
    for (const { id } of places) expect(en.shell[id]).toBeTruthy()
  })

  it("has no key twice", () => {
    const keys = places.flatMap(({ key }) => key ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it("shows owners everything and people without a role nothing", () => {
    expect(placesFor(["owner"])).toHaveLength(places.length)
    expect(placesFor([])).toEqual([])
  })

  it("keeps agents out of administration", () => {
    expect(ids(placesFor(["agent"]))).toEqual(["inbox", "tickets", "live", "calls"])
  })

  it("adds up the roles of one person without doubling a place", () => {
    expect(ids(placesFor(["agent", "designer"]))).toEqual([
      "inbox",
      "tickets",
      "incidents",
      "flows",
      "live",
      "calls",
      "routing",
      "services",
      "kinds",
      "calendars",
    ])
  })

  it("leads nobody to a page of administration that the server would refuse", () => {
    expect(ids(placesFor(["designer"]))).not.toContain("connectors")
    expect(ids(placesFor(["supervisor"]))).toEqual(expect.arrayContaining(["members", "outbox"]))
    expect(ids(placesFor(["supervisor"]))).not.toContain("routing")
  })

  it("fills an auditor's tab bar without an inbox", () => {
    expect(ids(tabsFor(["auditor"]))).toEqual(["tickets", "live", "calls", "flows"])
    expect(ids(tabsFor(["owner"]))).toEqual(["inbox", "tickets", "live", "calls"])
  })

  it.each([
    ["/tickets", true],
    ["/tickets/7/replay", true],
    ["/tickets-old", false],
    ["/", false],
  ])("%s is within /tickets: %s", (path, expected) => {
    expect(isWithin(path, "/tickets")).toBe(expected)
  })
})
