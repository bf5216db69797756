import type { Problem } from "@/core/problem"
import type { Text } from "@/core/text"

/** Why a move cannot be made, beside what the engine itself refuses. */
export const dryRunRefusals = {
  dryRunTooLong: {
    en: "This run has become too long. Start another one.",
    zh: "本次试运行过长，请重新开始。",
  },
  dryRunTooManyTimers: {
    en: "Too much happens in this time. Let less of it pass at once.",
    zh: "这段时间内触发的事件过多，请缩短时间。",
  },
  noTodoThere: { en: "Nobody has a todo at this step.", zh: "该环节当前没有待办。" },
  notQueuedThere: { en: "Nothing waits to be claimed at this step.", zh: "该环节没有待认领的待办。" },
  nothingAsked: { en: "This step waits for no answer.", zh: "该环节没有在等待应答。" },
  noIncidentThere: { en: "This step has no incident.", zh: "该环节没有异常。" },
  nothingToWaitFor: { en: "No clock is running: nothing would happen.", zh: "没有计时在进行，时间推移不会产生变化。" },
  ticketClosed: { en: "The ticket is closed.", zh: "工单已结束。" },
  notOpened: { en: "No ticket has been opened yet.", zh: "尚未创建工单。" },
} satisfies Record<string, Text>
export type DryRunRefusal = keyof typeof dryRunRefusals

export const refusalProblem = (code: DryRunRefusal): Problem => ({
  code,
  severity: "error",
  place: {},
  text: dryRunRefusals[code],
})
