import { describe, expect, it } from "vitest"
import type { PeopleRule } from "@/core/people/rule"
import type { Facts, Pool } from "./facts"
import { reach, type Reach, type ReachRequest } from "./reach"
import { monday9 } from "./testing/drive"
import { field } from "./testing/small-flow"
import { directory, facts, ids } from "./testing/tenant"

const [ada, bo, cai] = ids.agents
const agents: PeopleRule = { type: "named", personIds: [ada, bo, cai, ids.gone, ada] }
const empty: Pool = { sequence: 0, lastPersonId: null, open: {} }

function look(more: Partial<ReachRequest>, world: Facts = facts, pool: Partial<Pool> = {}): Reach {
  const request: ReachRequest = {
    flowId: ids.flow,
    graph: { fields: [field("amount", "money")], settings: { homeUnitId: ids.units.team, administratorIds: [] } },
    nodeId: "work",
    people: agents,
    distribution: "all",
    initiator: "self",
    values: { amount: 5 },
    initiatorId: null,
    at: monday9,
    ...more,
  }
  let answer = reach(request, world)
  for (const pools: Record<string, Pool> = {}; answer.type === "needs";) {
    for (const { key } of answer.pools) pools[key] = { ...empty, ...pool }
    answer = reach(request, { ...world, pools })
  }
  return answer
}
const told = ({ people }: Reach) =>
  people.map(({ personId, skipped, isNext }) => [personId, skipped ?? (isNext ? "next" : "")])
const limited = (capacity: number): Facts => ({
  ...facts,
  directory: { ...directory, people: directory.people.map((person) => ({ ...person, capacity })) },
})

describe("reach", () => {
  it("names everybody, and those the rule means in vain", () => {
    const answer = look({})
    expect(answer.outcome).toBe("all")
    expect(told(answer)).toEqual([
      [ada, ""],
      [bo, ""],
      [cai, ""],
      [ids.gone, "disabled"],
      [ada, "repeat"],
    ])
    expect(answer.people[0]?.reason).toEqual({ en: "named", zh: "指定人员" })
  })

  it("names who would get the next one, and who has too much", () => {
    const answer = look({ distribution: "roundRobin" }, limited(2), { lastPersonId: ada, open: { [bo]: 2, [cai]: 1 } })
    expect(answer).toMatchObject({ outcome: "one", people: [{ load: 0 }, { load: 2 }, { load: 1 }, {}, {}] })
    expect(told(answer).slice(0, 3)).toEqual([
      [ada, ""],
      [bo, "full"],
      [cai, "next"],
    ])
  })

  it("names who stands in for whom", () => {
    const substitutes = [{ personId: bo, toId: ids.manager, from: 0, until: null }]
    const answer = look(
      { people: { type: "named", personIds: [bo] } },
      {
        ...facts,
        directory: { ...directory, substitutes },
      },
    )
    expect(answer.people).toMatchObject([
      { personId: ids.manager, ownerId: bo, skipped: null },
      { personId: bo, skipped: "away", substituteId: ids.manager },
    ])
  })

  it.each<[string, Partial<ReachRequest>, Facts, Partial<Pool>, Reach["outcome"]]>([
    ["a queue", { people: { type: "role", role: "agent" }, distribution: "queue" }, facts, {}, "queue"],
    [
      "a queue while all are full",
      { people: { type: "role", role: "agent" }, distribution: "roundRobin" },
      limited(0),
      {},
      "waits",
    ],
    ["no queue for people without a group", { distribution: "roundRobin" }, limited(0), {}, "full"],
    ["nobody", { people: { type: "initiator" } }, facts, {}, "nobody"],
    ["whom one may choose", { people: { type: "initiatorChoice", among: null, max: 1 } }, facts, {}, "choice"],
    [
      "the supervisors for an amount",
      { people: { type: "supervisorsUntil", until: { type: "limit", source: "amount" } } },
      facts,
      {},
      "nobody",
    ],
  ])("tells %s", (_, request, world, pool, outcome) => {
    expect(look(request, world, pool).outcome).toBe(outcome)
  })

  it("says why an expression gave nobody, and leaves the initiator out as the rule says", () => {
    expect(look({ people: { type: "expression", source: "nonsense(" } }).fault).toMatchObject({
      en: expect.any(String),
    })
    const own = look({ initiatorId: ada, initiator: "superior", people: { type: "named", personIds: [ada] } })
    expect(told(own)).toEqual([
      [ids.supervisor, ""],
      [ada, "initiator"],
    ])
  })
})
