import type * as z from "zod"
import type { Problem } from "@/core/problem"
import type { DraftGraph } from "../graph"
import { fileProblem } from "./file-problem"
import { flowFileFormat, flowFileLimits, flowFileSchema, flowFileVersion, type FlowFile } from "./flow-file"
import { scanJson } from "./scan-json"
import { upgradeFlowFile } from "./upgrade-flow-file"

export type FlowFileResult = { ok: true; file: FlowFile } | { ok: false; problems: Problem[] }

/** As many as help; a file of another kind would give thousands. */
const problemsMax = 50

const refuse = (...problems: Problem[]): FlowFileResult => ({ ok: false, problems: problems.slice(0, problemsMax) })

/**
 * The file that a text is, of this version or an older one. Total: whatever the text, the answer is a file or everything
 * that is wrong with it, each with its line or its path. Pure.
 */
export function readFlowFile(text: string): FlowFileResult {
  if (text.length > flowFileLimits.bytes) {
    const mb = flowFileLimits.bytes / 1_000_000
    return refuse(fileProblem("tooLarge", {}, { en: `The file is larger than ${mb} MB.`, zh: `文件超过 ${mb} MB。` }))
  }
  const scanned = scanJson(text, flowFileLimits.depth)
  if (scanned.length > 0) return refuse(...scanned)
  const parsed = parse(text)
  if ("problem" in parsed) return refuse(parsed.problem)
  const upgraded = upgradeFlowFile(parsed.value)
  if (!upgraded.ok) return refuse(upgraded.problem)
  const file = flowFileSchema.safeParse(upgraded.value)
  if (!file.success) return refuse(...file.error.issues.map(toProblem))
  const twice = duplicateIds(file.data.graph)
  return twice.length > 0 ? refuse(...twice) : { ok: true, file: file.data }
}

function parse(text: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, "")) }
  } catch (error) {
    // Node and browsers name the character; people count lines.
    const position = /position (\d+)/.exec(String(error))?.[1]
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split("\n").length
    const place = line === undefined ? {} : { line }
    const words = { en: "This is not JSON, or it breaks off.", zh: "内容不是有效的 JSON，或不完整。" }
    const hint = {
      en: `Choose a file that Firstcall has written (“${flowFileFormat}”), or a BPMN file.`,
      zh: "请选择由 Firstcall 导出的流程文件，或 BPMN 文件。",
    }
    return { problem: fileProblem("notJson", place, words, hint) }
  }
}

function toProblem({ path, message }: z.core.$ZodIssue): Problem {
  const field = path.map(String).join(".")
  return fileProblem(
    "badMember",
    { field },
    { en: `${field || "The file"}: ${message}.`, zh: `${field || "文件"}：内容不符合格式（${message}）。` },
    {
      en: `Version ${flowFileVersion} of the format is described in docs/flow-format.md.`,
      zh: "格式说明见 docs/flow-format.md。",
    },
  )
}

/** Two things of one id would be one on the canvas. */
export function duplicateIds({ nodes, edges }: DraftGraph): Problem[] {
  const find = (items: readonly { id: string }[], field: string) => {
    const seen = new Set<string>()
    return items.flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      const text = { en: `The id “${id}” is there twice.`, zh: `标识“${id}”重复。` }
      return [fileProblem("duplicateId", { field: `graph.${field}.${index}.id` }, text)]
    })
  }
  return [...find(nodes, "nodes"), ...find(edges, "edges")]
}
