import type { Text } from "@/core/text"
import { calleeOf, cursorAt, operandType } from "./cursor"
import { functionsByName, macrosByName, signatureOf } from "./function"
import type { Variable } from "./variable"

/** Signatures of the call around a place; `parameters` are the parts of `label` that name them. */
export type SignatureHelp = {
  signatures: { label: string; parameters: string[]; text: Text }[]
  activeSignature: number
  activeParameter: number
}

/** Help for the innermost call open at `offset`. Pure. */
export function signatureAt(source: string, offset: number, variables: readonly Variable[]): SignatureHelp | undefined {
  const cursor = cursorAt(source, offset, variables)
  const frame = cursor?.structure.frames.findLast(({ kind }) => kind === "call")
  const callee = cursor && frame && calleeOf(cursor.before, frame)
  if (!callee) return undefined
  const { name, target } = callee
  const macro = target === undefined ? undefined : macrosByName.get(name)
  if (macro) {
    const body = macro.body === "bool" ? "test" : "value"
    const signatures = [{ label: `${name}(item, ${body})`, parameters: ["item", body], text: macro.text }]
    return { signatures, activeSignature: 0, activeParameter: Math.min(frame.commas, 1) }
  }
  const base = target === undefined ? undefined : operandType(cursor, target).base
  const overloads = (functionsByName.get(name) ?? []).filter((overload) =>
    base === undefined
      ? overload.target === undefined
      : overload.target === base || (base === "unknown" && overload.target),
  )
  if (overloads.length === 0) return undefined
  const fitting = overloads.findIndex(({ parameters }) => parameters.length > frame.commas)
  return {
    signatures: overloads.map((overload) => ({
      label: `${signatureOf(overload)}: ${overload.result}`,
      parameters: overload.parameters.map((parameter) => parameter.name),
      text: overload.text,
    })),
    activeSignature: Math.max(0, fitting),
    activeParameter: frame.commas,
  }
}
