import { calls, found, type Lint } from "./reading"

/** Steps that nobody has named. People read the name in their inbox, in traces and in reports. */
export const lintUnnamed: Lint = (reading) =>
  [...reading.checked.values()].flatMap(({ draft: { id, name }, kind }) => {
    if (name.trim() !== "" || kind.group === "start") return []
    const { en, zh } = calls(reading, id)
    const text = { en: `A step “${en}” has no name.`, zh: `有一个“${zh}”环节尚未命名。` }
    return [found("advice", "unnamedStep", { nodeId: id, field: "name" }, text)]
  })

/** Steps that are called the same: in a trace or a report nobody can tell them apart. Routing is not told of. */
export const lintSameNames: Lint = (reading) => {
  const seen = new Set<string>()
  return [...reading.checked.values()].flatMap(({ draft, kind: { group } }) => {
    const name = draft.name.trim()
    if (name === "" || (group !== "people" && group !== "automatic")) return []
    if (!seen.has(name)) {
      seen.add(name)
      return []
    }
    const text = { en: `Two steps are called “${name}”.`, zh: `有两个环节都叫“${name}”。` }
    const hint = { en: "Reports and traces tell steps apart by their names.", zh: "报表和轨迹按名称区分环节。" }
    return [found("advice", "sameName", { nodeId: draft.id, field: "name" }, text, { hint })]
  })
}
