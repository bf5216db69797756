"use client"

import { useTranslations } from "use-intl"
import type { CallDetail } from "./call-detail"
import { durationText } from "./duration-text"
import type { Happening } from "./timeline"

/** One happening in words: what, and below it what else is known. */
export function useHappeningText({ call, agentNames, queueName }: CallDetail) {
  const t = useTranslations("call.timeline")
  const agent = (leg: { agentId: string | null; extension: string | null }) =>
    (leg.agentId !== null ? (agentNames[leg.agentId] ?? leg.agentId) : leg.extension) ?? t("somebody")
  const queue = (queueId: string | null) =>
    (queueId !== null && queueId === call.queueId ? (queueName ?? queueId) : queueId) ?? t("aQueue")
  const lasted = (ms: number | null | undefined) => (ms === null || ms === undefined ? null : durationText(ms))
  const joined = (...parts: (string | null | false)[]) => parts.filter(Boolean).join(" · ") || null

  return (one: Happening): { what: string; more: string | null } => {
    switch (one.is) {
      case "offered":
        return { what: t("offered"), more: joined(call.dnis && t("dialled", { number: call.dnis })) }
      case "ivrEntered":
        return { what: t("ivrEntered"), more: null }
      case "ivrStep":
        // What was said there, and what the bot made of it, is drawn with the steps of the menu.
        return {
          what: t("ivrStep", { node: one.node ?? t("aNode") }),
          more: joined(
            one.input?.dtmf !== undefined && t("pressed", { keys: one.input.dtmf }),
            one.input?.intent ?? null,
          ),
        }
      case "ivrExited": {
        const time = lasted(one.durationMs)
        return { what: t(`ivrExit.${one.exit ?? "unknown"}`), more: time && t("ivrFor", { time }) }
      }
      case "queued":
        return {
          what: t("queued", { queue: queue(one.queueId) }),
          more: joined(
            one.position !== null && t("position", { position: one.position }),
            one.ewtSec !== null && t("expected", { time: durationText(one.ewtSec * 1000) }),
          ),
        }
      case "left": {
        const time = lasted(one.waitMs)
        return {
          what: t(`left.${one.cause ?? "unknown"}`, { queue: queue(one.queueId) }),
          more: time && t("waited", { time }),
        }
      }
      case "ringing":
        return {
          what: t("ringing", { name: agent(one) }),
          more: one.extension && t("extension", { extension: one.extension }),
        }
      case "unanswered": {
        const time = lasted(one.ringMs)
        return { what: t(`unanswered.${one.how}`, { name: agent(one) }), more: time && t("rang", { time }) }
      }
      case "answered": {
        const time = lasted(one.waitMs)
        return { what: t("answered", { name: agent(one) }), more: time && t("waited", { time }) }
      }
      case "legEnded": {
        const time = lasted(one.talkMs)
        return { what: t("legEnded", { name: agent(one) }), more: time && t("talked", { time }) }
      }
      case "held":
        return { what: t("held"), more: null }
      case "retrieved":
        return { what: t("retrieved"), more: null }
      case "transferred":
        return {
          what: one.to === null ? t("transferredSomewhere") : t("transferred", { to: agentNames[one.to] ?? one.to }),
          more: joined(
            one.kind && t(`transfer.${one.kind}`),
            one.from !== null && t("by", { name: agentNames[one.from] ?? one.from }),
          ),
        }
      case "diverted":
        return { what: t(`diverted.${one.to}`), more: one.from && t("fromQueue", { queue: queue(one.from) }) }
      case "recorded":
        return { what: t("recorded"), more: one.recordingId }
      case "ended": {
        const time = lasted(call.talkMs)
        return {
          what: t(`ended.${one.by ?? "unknown"}`),
          more: joined(
            time && t("talked", { time }),
            call.holdMs > 0 && t("onHold", { time: durationText(call.holdMs) }),
            one.cause,
          ),
        }
      }
    }
  }
}
