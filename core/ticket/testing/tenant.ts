import type { Directory, DirectoryPerson } from "@/core/people/directory"
import type { Facts } from "../facts"

/** A UUID that tells by its end which it is: `uuid(7)` ends in …007. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`
}

export const ids = {
  owner: uuid(1),
  head: uuid(2),
  manager: uuid(3),
  supervisor: uuid(4),
  agents: [uuid(11), uuid(12), uuid(13)],
  gone: uuid(19),
  units: { department: uuid(31), office: uuid(32), team: uuid(33), headless: uuid(34) },
  group: uuid(41),
  flow: uuid(51),
  version: uuid(52),
} as const

function person(id: string, name: string, more: Partial<DirectoryPerson> = {}): DirectoryPerson {
  return {
    id,
    name,
    email: `${name.toLowerCase()}@example.com`,
    active: true,
    roles: ["agent"],
    unitId: ids.units.team,
    presence: "online",
    skillGroupIds: [],
    ...more,
  }
}

/** Three levels of heads above a team of three agents. */
export const directory: Directory = {
  people: [
    person(ids.owner, "Olga", { roles: ["owner"], unitId: null }),
    person(ids.head, "Hanna", { roles: ["supervisor"], unitId: ids.units.department }),
    person(ids.manager, "Mei", { roles: ["supervisor"], unitId: ids.units.office }),
    person(ids.supervisor, "Sam", { roles: ["supervisor", "agent"] }),
    person(ids.agents[0], "Ada", { skillGroupIds: [ids.group] }),
    person(ids.agents[1], "Bo", { skillGroupIds: [ids.group], presence: "away" }),
    person(ids.agents[2], "Cai", { skillGroupIds: [ids.group] }),
    person(ids.gone, "Gus", { active: false, skillGroupIds: [ids.group] }),
  ],
  units: [
    { id: ids.units.department, name: "Operations", parentId: null, headId: ids.head, calendarId: null },
    { id: ids.units.office, name: "Office", parentId: ids.units.department, headId: ids.manager, calendarId: null },
    { id: ids.units.headless, name: "Floor", parentId: ids.units.office, headId: null, calendarId: null },
    { id: ids.units.team, name: "Team A", parentId: ids.units.headless, headId: ids.supervisor, calendarId: null },
  ],
  skillGroups: [{ id: ids.group, key: "service", name: "Service" }],
}

export const facts: Facts = { directory, calendars: {}, pools: {} }
