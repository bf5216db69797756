import type { Text } from "@/core/text"
import { roleTitles } from "./role-title"
import type { PeopleRule } from "./rule"

/** A people rule in a few words. Names of units and people are not known here; the canvas shows them beside it. */
export function describePeople(rule: PeopleRule): Text {
  return descriptions[rule.type](rule as never)
}

const descriptions: { [T in PeopleRule["type"]]: (rule: Extract<PeopleRule, { type: T }>) => Text } = {
  named: ({ personIds: { length } }) => ({
    en: `${length} ${length === 1 ? "person" : "people"}`,
    zh: `指定${length}人`,
  }),
  role: ({ role }) => ({ en: `Role ${roleTitles[role].en}`, zh: `角色：${roleTitles[role].zh}` }),
  unit: () => ({ en: "Unit members", zh: "部门成员" }),
  unitHead: () => ({ en: "Unit head", zh: "部门负责人" }),
  supervisor: ({ level }) => ({ en: `Supervisor level ${level}`, zh: `第${level}级主管` }),
  supervisorsUpTo: ({ level }) => ({ en: `Supervisors up to level ${level}`, zh: `逐级主管（至第${level}级）` }),
  skillGroup: ({ onlineOnly }) =>
    onlineOnly ? { en: "Skill group, online", zh: "技能组在线成员" } : { en: "Skill group", zh: "技能组" },
  initiator: () => ({ en: "Initiator", zh: "发起人" }),
  supervisorsUntil: ({ until }) =>
    until.type === "root"
      ? { en: "Supervisors up to the top", zh: "逐级主管（至最高级）" }
      : until.type === "limit"
        ? { en: "Supervisors up to their limit", zh: "逐级主管（按审批限额）" }
        : {
            en: `Supervisors up to a ${roleTitles[until.role].en.toLowerCase()}`,
            zh: `逐级主管（至${roleTitles[until.role].zh}）`,
          },
  field: ({ key }) => ({ en: `People in “${key}”`, zh: `字段“${key}”中的人员` }),
  expression: () => ({ en: "By expression", zh: "由表达式指定" }),
  initiatorChoice: () => ({ en: "Initiator's choice", zh: "发起人自选" }),
  previousChoice: () => ({ en: "Chosen at the step before", zh: "上一环节指定" }),
  callAgent: () => ({ en: "Agent on the call", zh: "接听坐席" }),
}
