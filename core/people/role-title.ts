import type { Text } from "@/core/text"
import type { Role } from "./directory"

export const roleTitles: Record<Role, Text> = {
  owner: { en: "Owner", zh: "所有者" },
  designer: { en: "Designer", zh: "流程设计员" },
  supervisor: { en: "Supervisor", zh: "主管" },
  agent: { en: "Agent", zh: "坐席" },
  auditor: { en: "Auditor", zh: "审计员" },
}
