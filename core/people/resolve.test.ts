import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import type { Directory } from "./directory"
import { describePeople } from "./describe"
import { movePool, pickPerson } from "./distribute"
import { resolvePeople, type ResolveContext } from "./resolve"
import { peopleRuleSchema, type PeopleRule } from "./rule"
import { administratorsOf, headsAbove } from "./units"

const context: ResolveContext = {
  directory,
  initiatorId: ids.agents[0],
  homeUnitId: ids.units.office,
  fieldPeople: (key) => (key === "who" ? [ids.manager, "ada@example.com", ""] : []),
  evaluatePeople: (source) => ({ ok: true, people: source.split(",") }),
  evaluateAmount: (source) => ({ ok: true, amount: Number(source) }),
  chosenIds: [ids.manager, ids.gone],
  callAgentId: () => ids.agents[1],
}
const named = (rule: PeopleRule, more: Partial<ResolveContext> = {}) =>
  resolvePeople(rule, { ...context, ...more }).people.map((person) => person.personId)

function changed(change: (copy: Directory) => void): Directory {
  const copy = structuredClone(directory)
  change(copy)
  return copy
}

describe("resolvePeople", () => {
  it.each<[string, PeopleRule, string[]]>([
    [
      "named people in their order, once each",
      { type: "named", personIds: [ids.manager, ids.agents[1], ids.manager] },
      [ids.manager, ids.agents[1]],
    ],
    ["nobody who has left", { type: "named", personIds: [ids.gone, uuid(999)] }, []],
    ["everybody with a role", { type: "role", role: "supervisor" }, [ids.head, ids.manager, ids.supervisor]],
    ["members of a unit", { type: "unit", unitId: ids.units.office, includeSubunits: false }, [ids.manager]],
    [
      "members of a unit and those below",
      { type: "unit", unitId: ids.units.office, includeSubunits: true },
      [ids.manager, ids.supervisor, ...ids.agents],
    ],
    ["the head of a unit", { type: "unitHead", unitId: ids.units.team }, [ids.supervisor]],
    ["nobody for a unit without a head", { type: "unitHead", unitId: ids.units.headless }, []],
    ["the head of the own unit as level 1", { type: "supervisor", level: 1 }, [ids.supervisor]],
    ["the next head as level 2, past a unit without one", { type: "supervisor", level: 2 }, [ids.manager]],
    ["nobody above the top", { type: "supervisor", level: 4 }, []],
    [
      "all supervisors up to a level, the nearest first",
      { type: "supervisorsUpTo", level: 9 },
      [ids.supervisor, ids.manager, ids.head],
    ],
    ["members of a skill group", { type: "skillGroup", skillGroupId: ids.group, onlineOnly: false }, [...ids.agents]],
    [
      "those on line only",
      { type: "skillGroup", skillGroupId: ids.group, onlineOnly: true },
      [ids.agents[0], ids.agents[2]],
    ],
    ["the initiator", { type: "initiator" }, [ids.agents[0]]],
    [
      "ids and e-mail addresses of an expression",
      { type: "expression", source: `${ids.head}, MEI@example.com ,nobody` },
      [ids.head, ids.manager],
    ],
  ])("gives %s", (_, rule, people) => {
    expect(named(rule)).toEqual(people)
  })

  it("takes the head one up for somebody who is the head of their own unit", () => {
    expect(named({ type: "supervisor", level: 1 }, { initiatorId: ids.supervisor })).toEqual([ids.manager])
    expect(named({ type: "supervisorsUpTo", level: 3 }, { initiatorId: ids.head })).toEqual([])
  })

  it("starts from the home unit when nobody of the tenant opened the ticket", () => {
    expect(named({ type: "supervisor", level: 1 }, { initiatorId: null })).toEqual([ids.manager])
    expect(named({ type: "supervisor", level: 1 }, { initiatorId: null, homeUnitId: null })).toEqual([])
  })

  it("counts a head of two units once", () => {
    const both = changed((copy) => (copy.units[1]!.headId = ids.supervisor))
    expect(named({ type: "supervisorsUpTo", level: 3 }, { directory: both })).toEqual([ids.supervisor, ids.head])
  })

  it("passes over a head who has left", () => {
    const left = changed((copy) => (copy.people.find((person) => person.id === ids.supervisor)!.active = false))
    expect(named({ type: "supervisor", level: 1 }, { directory: left })).toEqual([ids.manager])
  })

  it("ends with units that run in a circle", () => {
    const circle = changed((copy) => (copy.units[0]!.parentId = ids.units.team))
    expect(headsAbove(circle, ids.units.team, null)).toHaveLength(3)
    expect(named({ type: "unit", unitId: ids.units.team, includeSubunits: true }, { directory: circle })).toHaveLength(
      6,
    )
  })

  it("says why, in both languages and briefly", () => {
    const { people, looked } = resolvePeople({ type: "supervisor", level: 2 }, context)
    expect(people[0]?.reason).toEqual({ en: "level 2 supervisor, Office", zh: "第2级主管，Office" })
    expect(looked.zh).toBe("第2级主管")
  })

  it("hands on the fault of an expression", () => {
    const fault = { en: "bad", zh: "错" }
    const evaluatePeople = () => ({ ok: false as const, text: fault })
    expect(resolvePeople({ type: "expression", source: "x" }, { ...context, evaluatePeople })).toMatchObject({
      people: [],
      fault,
    })
  })
})

describe("administratorsOf", () => {
  it("falls back to the owners when no administrator is left", () => {
    expect(administratorsOf(directory, [ids.manager, ids.manager])).toEqual([ids.manager])
    expect(administratorsOf(directory, [ids.gone])).toEqual([ids.owner])
  })
})

describe("pickPerson", () => {
  const pool = (...numbers: number[]) =>
    numbers.map((number) => ({ personId: uuid(number), reason: { en: "r", zh: "r" } }))
  const empty = { sequence: 0, lastPersonId: null, open: {} }

  it("goes round in a stable order, also after somebody who is gone", () => {
    const last = (number: number | null) => ({ ...empty, lastPersonId: number === null ? null : uuid(number) })
    const pick = (number: number | null) => pickPerson("roundRobin", pool(3, 1, 5), last(number)).personId
    expect([null, 1, 3, 5, 2, 4, 9].map(pick)).toEqual([1, 3, 5, 1, 3, 5, 1].map(uuid))
  })

  it("takes the least loaded, and goes round among equals", () => {
    const open = { [uuid(1)]: 2, [uuid(2)]: 1, [uuid(3)]: 1 }
    const pick = (last: number) =>
      pickPerson("leastLoaded", pool(1, 2, 3), { sequence: 4, lastPersonId: uuid(last), open })
    expect(pick(1).personId).toBe(uuid(2))
    expect(pick(2).personId).toBe(uuid(3))
    expect(pick(3).personId).toBe(uuid(2))
    expect(pick(3).reason.en).toBe("r; least loaded (1 open)")
  })

  it("never lets two equal people differ by more than one todo", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 100 }),
        fc.constantFrom("roundRobin" as const, "leastLoaded" as const, "longestIdle" as const),
        (numbers, rounds, distribution) => {
          let current = empty as ReturnType<typeof movePool>
          for (let round = 0; round < rounds; round++) {
            current = movePool(current, pickPerson(distribution, pool(...numbers), current).personId, round + 1)
          }
          const loads = numbers.map((number) => current.open[uuid(number)] ?? 0)
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
          expect(current.sequence).toBe(rounds)
        },
      ),
    )
  })
})

describe("supervisors up to somebody", () => {
  const upTo = (until: Extract<PeopleRule, { type: "supervisorsUntil" }>["until"]) =>
    named({ type: "supervisorsUntil", until })
  it("stops at the first with the role, goes to the top, and names nobody when the role is not there", () => {
    expect(upTo({ type: "role", role: "supervisor" })).toEqual([ids.supervisor])
    expect(upTo({ type: "root" })).toEqual([ids.supervisor, ids.manager, ids.head])
    expect(upTo({ type: "role", role: "auditor" })).toEqual([])
  })
})

describe("people a field names", () => {
  it("are found by id and by e-mail address", () => {
    expect(named({ type: "field", key: "who" })).toEqual([ids.manager, ids.agents[0]])
    expect(named({ type: "field", key: "nothing" })).toEqual([])
  })
})

describe("describePeople", () => {
  it("has words for every rule", () => {
    const texts = peopleRuleSchema.options.map((option) => {
      const type = option.shape.type.value
      return describePeople({
        type,
        personIds: [],
        role: "agent",
        level: 1,
        source: "",
        onlineOnly: true,
        until: { type: "root" },
        key: "who",
      } as unknown as PeopleRule)
    })
    expect(new Set(texts.map((text) => text.zh)).size).toBe(texts.length)
    expect(texts.every((text) => text.en && text.zh)).toBe(true)
  })
})
