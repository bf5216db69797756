import type { Text } from "@/core/text"
import { describeMinutes } from "@/core/sla/describe"
import { channelsOf } from "./channel-title"
import type { EventNames } from "./event-names"
import { listed, nobody, type Body, type EventWords, type Tellings } from "./event-words"
import type { TicketEvent } from "@/core/ticket/event"

// What becomes of clocks, in words.

const minutes = (ms: number): Text => describeMinutes(Math.round(ms / 60_000))

function paused(body: Body<"clockPaused">, names: EventNames, event: TicketEvent): EventWords {
  const clock = names.clock(body.clockId, event.seq)
  const counted = minutes(body.elapsedMs)
  if (body.cause === "manual") {
    return {
      who: names.actor(event.by),
      what: {
        en: `paused the clock of ${clock.en} after ${counted.en}`,
        zh: `暂停了${clock.zh}的计时，已计 ${counted.zh}`,
      },
    }
  }
  return nobody({
    en: `The clock of ${clock.en} is paused by its condition after ${counted.en}`,
    zh: `${clock.zh}满足暂停条件，暂停计时，已计 ${counted.zh}`,
  })
}

function resumed(body: Body<"clockResumed">, names: EventNames, event: TicketEvent): EventWords {
  const clock = names.clock(body.clockId, event.seq)
  const due = names.instant(body.dueAt)
  if (body.cause === "manual") {
    return {
      who: names.actor(event.by),
      what: { en: `resumed the clock of ${clock.en}; due ${due.en}`, zh: `恢复了${clock.zh}的计时，${due.zh} 到期` },
    }
  }
  return nobody({
    en: `The clock of ${clock.en} goes on; due ${due.en}`,
    zh: `${clock.zh}恢复计时，${due.zh} 到期`,
  })
}

export const clockTellings: Tellings<
  | "clockStarted"
  | "clockPaused"
  | "clockResumed"
  | "clockEnded"
  | "clockReset"
  | "clockWarned"
  | "clockBreached"
  | "clockRescheduled"
> = {
  clockStarted: (body, names, event) => {
    const clock = names.clock(body.clockId, event.seq)
    const due = names.instant(body.clock.dueAt)
    return nobody({ en: `The clock of ${clock.en} starts; due ${due.en}`, zh: `${clock.zh}开始计时，${due.zh} 到期` })
  },
  clockPaused: paused,
  clockResumed: resumed,
  clockEnded: (body, names, event) => {
    const clock = names.clock(body.clockId, event.seq)
    const counted = minutes(body.elapsedMs)
    return nobody(
      body.as === "stopped"
        ? {
            en: `The clock of ${clock.en} has stopped after ${counted.en}: its condition is met`,
            zh: `${clock.zh}满足完成条件，停止计时，共计 ${counted.zh}`,
          }
        : {
            en: `The clock of ${clock.en} is cancelled after ${counted.en}: it does not apply any more`,
            zh: `${clock.zh}满足取消条件，不再计时，已计 ${counted.zh}`,
          },
    )
  },
  clockReset: (body, names, event) => {
    const clock = names.clock(body.clockId, event.seq)
    const due = names.instant(body.clock.dueAt)
    return nobody({
      en: `The clock of ${clock.en} starts anew; due ${due.en}`,
      zh: `${clock.zh}重新计时，${due.zh} 到期`,
    })
  },
  clockWarned: (body, names, event) => {
    const clock = names.clock(body.clockId, event.seq)
    const people = listed(body.personIds.map(names.person))
    const channels = channelsOf(body.channels)
    const lower = body.collapsed.join(", ")
    return nobody({
      en: `Warning tier ${body.level} for ${clock.en} to ${people.en} by ${channels.en}${lower ? ` (tier ${lower} was due as well and is only noted)` : ""}`,
      zh: `${clock.zh}第 ${body.level} 级预警，通知 ${people.zh}（${channels.zh}）${lower ? `；第 ${lower} 级同时到点，只作记录` : ""}`,
    })
  },
  clockBreached: (body, names, event) => {
    const clock = names.clock(body.clockId, event.seq)
    return nobody({ en: `The clock of ${clock.en} is overdue`, zh: `${clock.zh}已超时` })
  },
  clockRescheduled: (body, names, event) => {
    const clock = names.clock(body.clockId, event.seq)
    const due = names.instant(body.clock.dueAt)
    return nobody({
      en: `The calendar changed: ${clock.en} is due ${due.en} now`,
      zh: `日历调整：${clock.zh}改为 ${due.zh} 到期`,
    })
  },
}
