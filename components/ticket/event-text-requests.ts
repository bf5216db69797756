import type { EventNames } from "./event-names"
import { nobody, type Tellings } from "./event-words"

// What a ticket asked of the world outside, and what came back, in words.

export const requestTellings: Tellings<"asked" | "answered" | "childOpened" | "childEnded" | "recalled" | "attempted"> =
  {
    asked: ({ activationId, ask }, names) => {
      const node = names.nodeOfActivation(activationId)
      if (ask.type === "http") {
        const line = `${ask.method} ${ask.url}`
        return nobody({ en: `“${node.en}” asked ${line}`, zh: `“${node.zh}”发出请求 ${line}` })
      }
      const count = ask.tickets.length
      return nobody({
        en: `“${node.en}” opens ${count} ${count === 1 ? "ticket" : "tickets"} of another flow`,
        zh: `“${node.zh}”创建 ${count} 张子流程工单`,
      })
    },
    answered: ({ activationId, status, detail, attempts, fields }, names) => {
      const node = names.nodeOfActivation(activationId)
      const kept = keptText(fields, names)
      const often =
        attempts > 1 ? { en: ` after ${attempts} attempts`, zh: `（第 ${attempts} 次尝试）` } : { en: "", zh: "" }
      if (detail) {
        return nobody({
          en: `“${node.en}” got no usable answer${often.en}: ${detail.en}`,
          zh: `“${node.zh}”未得到可用的应答${often.zh}：${detail.zh}`,
        })
      }
      const said = status === null ? "" : ` (${status})`
      return nobody({
        en: `“${node.en}” got its answer${said}${often.en}${kept.en}`,
        zh: `“${node.zh}”收到应答${said}${often.zh}${kept.zh}`,
      })
    },
    childOpened: ({ number }) => nobody({ en: `Opened ticket #${number}`, zh: `已创建工单 #${number}` }),
    childEnded: ({ number, resolution }) =>
      nobody({ en: `Ticket #${number} ended: ${resolution}`, zh: `工单 #${number} 已结束：${resolution}` }),
    recalled: ({ activationId }, names) => {
      const node = names.nodeOfActivation(activationId)
      return nobody({ en: `“${node.en}” waits for its answer no longer`, zh: `“${node.zh}”不再等待应答` })
    },
    attempted: ({ activationId, attempt }, names) => {
      const node = names.nodeOfActivation(activationId)
      return nobody({
        en: `“${node.en}”: call ${attempt} did not settle it, the customer is called again`,
        zh: `“${node.zh}”第 ${attempt} 次回访未完成，将再次回拨`,
      })
    },
  }

function keptText(fields: Record<string, unknown>, names: EventNames): { en: string; zh: string } {
  const parts = Object.entries(fields).map(([key, value]) => ({
    field: names.field(key),
    value: names.value(key, value as never),
  }))
  if (parts.length === 0) return { en: "", zh: "" }
  return {
    en: `: ${parts.map(({ field, value }) => `${field.en} = ${value.en}`).join(", ")}`,
    zh: `：${parts.map(({ field, value }) => `${field.zh} = ${value.zh}`).join("，")}`,
  }
}
