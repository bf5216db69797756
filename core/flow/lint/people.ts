import { calls, found, type Lint } from "./reading"

/** Steps whose people the step before chooses, where nobody works on the ticket before. */
export const lintChoosers: Lint = (reading) =>
  [...reading.checked.values()].flatMap(({ draft: { id }, kind, config }) => {
    if (kind.people?.(config).people.type !== "previousChoice" || !reading.reached.has(id)) return []
    const before = new Set((reading.incoming.get(id) ?? []).map(({ source }) => source))
    for (const one of before) for (const { source } of reading.incoming.get(one) ?? []) before.add(source)
    if ([...before].some((one) => one !== id && reading.checked.get(one)?.kind.group === "people")) return []
    const { en, zh } = calls(reading, id)
    const text = {
      en: `Nobody works on a ticket before “${en}”, so nobody can choose its people.`,
      zh: `“${zh}”之前没有人办理工单，无人可为其指定人员。`,
    }
    return [found("warning", "nobodyChooses", { nodeId: id, field: "people" }, text)]
  })
