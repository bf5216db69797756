import type { Problem } from "@/core/problem"
import { fileProblem } from "./file-problem"
import { flowFileFormat, flowFileVersion } from "./flow-file"

type Upgrade = (file: Record<string, unknown>) => Record<string, unknown>

/**
 * By the version a file has: what makes it one of the next. Before the first numbered version a flow's draft was passed
 * on bare, as the API gives it; such a file is still read.
 */
const upgrades: ReadonlyMap<number, Upgrade> = new Map<number, Upgrade>([
  [
    0,
    ({ version: _version, ...draft }) => ({
      format: flowFileFormat,
      version: 1,
      name: "",
      description: "",
      graph: draft,
      references: [],
    }),
  ],
])

/** The file as one of this program's version, or why it cannot be. The result is still to be parsed. Pure. */
export function upgradeFlowFile(
  value: unknown,
  known: ReadonlyMap<number, Upgrade> = upgrades,
  newest: number = flowFileVersion,
): { ok: true; value: unknown } | { ok: false; problem: Problem } {
  const hint = {
    en: `A flow's file begins with "format": "${flowFileFormat}".`,
    zh: `流程文件以 "format": "${flowFileFormat}" 开头。`,
  }
  const notAFlow = (): { ok: false; problem: Problem } => ({
    ok: false,
    problem: fileProblem("notAFlow", {}, { en: "This is JSON, but no flow.", zh: "这是 JSON，但不是流程文件。" }, hint),
  })
  if (typeof value !== "object" || value === null || Array.isArray(value)) return notAFlow()
  let file = value as Record<string, unknown>
  const isBare = Array.isArray(file["nodes"]) && Array.isArray(file["edges"]) && !("format" in file)
  if (file["format"] !== flowFileFormat && !isBare) return notAFlow()
  const given = isBare ? 0 : file["version"]
  if (typeof given !== "number" || !Number.isInteger(given) || given < 0) {
    const text = { en: "The file does not say its version.", zh: "文件没有注明版本。" }
    return { ok: false, problem: fileProblem("noVersion", { field: "version" }, text) }
  }
  if (given > newest) {
    const text = {
      en: `The file is of version ${given}; this Firstcall reads up to version ${newest}.`,
      zh: `文件版本为 ${given}，当前系统最高支持版本 ${newest}。`,
    }
    const advice = { en: "Update this installation first.", zh: "请升级系统后再导入。" }
    return { ok: false, problem: fileProblem("newerVersion", { field: "version" }, text, advice) }
  }
  for (let version = given; version < newest; version++) {
    const upgrade = known.get(version)
    if (!upgrade) return notAFlow()
    file = upgrade(file)
  }
  return { ok: true, value: file }
}
