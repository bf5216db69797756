import type { Create, Element } from "./element"
import { isElement, partOf } from "./element"

/** "Flow" for all of it, "Step", "Route" and "Note" for its parts, "Drawn" for what only shows what a step says already. */
const extensionTypes = ["Flow", "Step", "Route", "Note", "Drawn"] as const
type ExtensionType = (typeof extensionTypes)[number]

/** Our own elements in a BPMN file. Each holds JSON as its text, whose shape is told by the schemas of the readers. */
export const firstcallPackage = {
  name: "Firstcall",
  uri: "urn:firstcall:flow:1",
  prefix: "firstcall",
  xml: { tagAlias: "lowerCase" },
  types: extensionTypes.map((name) => ({
    name,
    superClass: ["Element"],
    properties: [{ name: "data", type: "String", isBody: true }],
  })),
}

/** JSON that needs no escaping in XML, whatever texts are in it: the characters that would are written by their number. */
const dense = (value: unknown) =>
  JSON.stringify(value).replaceAll(
    /[<>&\u007f-\u009f\u2028\u2029\ufffe\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )

export function withData(create: Create, type: ExtensionType, value: unknown): Element {
  return create("bpmn:ExtensionElements", { values: [create(`firstcall:${type}`, { data: dense(value) })] })
}

export const extensionsOf = (element: Element): Element[] => {
  const extensions = partOf(element, "extensionElements")
  const values: unknown = extensions?.get("values")
  return Array.isArray(values) ? values.filter(isElement) : []
}

/** What we wrote into the element: undefined where there is nothing of ours, or nothing that can be read. */
export function dataOf(element: Element, type: ExtensionType): unknown {
  const own = extensionsOf(element).find(({ $type }) => $type === `firstcall:${type}`)
  const data = own?.get("data")
  if (typeof data !== "string") return undefined
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
