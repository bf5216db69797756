import { clipText } from "@/core/clip-text"
import type { Text } from "@/core/text"
import type { Answer } from "@/core/ticket/command"
import type { Values } from "@/core/ticket/event"
import type { IncidentCode } from "@/core/ticket/incident-code"
import type { NodeRun } from "@/core/ticket/node-run"
import { readAnswer } from "./read-answer"
import type { Output } from "./request-config"

/**
 * A service's answer enters the trace, and its values the fields. Answers the answer's JSON; null when there was none that
 * could be used: then the node has been left by "failed", or an incident tells what came.
 */
export function takeAnswer(run: NodeRun, outputs: Output[], answer: Answer): { json: unknown } | null {
  if (answer.type === "ticket" || answer.type === "opened") return null
  if (answer.type === "failed") {
    report(run, { attempts: answer.attempts, status: null, detail: answer.detail, fields: {} })
    return fail(run, "callFailed", answer.detail)
  }
  const { attempts, status, body } = answer
  const isSuccess = status >= 200 && status < 300
  const read = isSuccess ? readAnswer(body, outputs, run.fields) : { ok: false as const, detail: refusal(status, body) }
  if (!read.ok) {
    report(run, { attempts, status, detail: read.detail, fields: {} })
    return fail(run, "callFailed", read.detail)
  }
  report(run, { attempts, status, detail: null, fields: read.fields })
  return { json: read.json }
}

/** Leaves by "failed" where an edge leads on from it; else the ticket stops, for everybody to see. */
export function fail(run: NodeRun, code: IncidentCode, detail: Text): null {
  if (run.routes().some(({ exit }) => exit === "failed")) run.complete("failed")
  else run.incident(code, detail)
  return null
}

type Report = { attempts: number; status: number | null; detail: Text | null; fields: Values }

/** What was asked for has been answered. */
export function report(run: NodeRun, { detail, ...rest }: Report): void {
  const { id: activationId, request } = run.activation
  if (!request) return
  const clipped = detail && { en: clipText(detail.en, 400), zh: clipText(detail.zh, 400) }
  run.emit({ type: "answered", requestId: request.id, activationId, ...rest, detail: clipped })
}

function refusal(status: number, body: string): Text {
  const said = clipText(body.replaceAll("\u0000", "").toWellFormed().trim(), 200)
  const text = `HTTP ${status}${said === "" ? "" : `: ${said}`}`
  return { en: text, zh: text }
}
