import type { BpmnModdle } from "bpmn-moddle"

/** An element as bpmn-moddle reads it. Its properties are asked for by name and looked at before they are believed. */
export type Element = {
  readonly $type: string
  readonly $attrs: Record<string, string>
  readonly $descriptor: { properties: { name: string; isAttr?: boolean; isReference?: boolean; isVirtual?: boolean }[] }
  $parent?: Element
  get(name: string): unknown
  $instanceOf(type: string): boolean
}

export const isElement = (value: unknown): value is Element =>
  typeof value === "object" && value !== null && "$type" in value && typeof value.$type === "string"

export function textOf(element: Element, name: string): string {
  const value = knows(element, name) ? element.get(name) : undefined
  return typeof value === "string" ? value : ""
}

export function partOf(element: Element, name: string): Element | null {
  const value = knows(element, name) ? element.get(name) : undefined
  return isElement(value) ? value : null
}

export function partsOf(element: Element, name: string): Element[] {
  const value = knows(element, name) ? element.get(name) : undefined
  return Array.isArray(value) ? value.filter(isElement) : []
}

export const flagOf = (element: Element, name: string, otherwise: boolean): boolean => {
  const value = knows(element, name) ? element.get(name) : undefined
  return typeof value === "boolean" ? value : otherwise
}

export const numberOf = (element: Element, name: string): number | null => {
  const value = knows(element, name) ? element.get(name) : undefined
  return typeof value === "number" && Number.isFinite(value) ? value : null
}

/** Elements of other people's namespaces have no descriptor to speak of. */
const knows = (element: Element, name: string) => typeof element.get === "function" && name !== ""

export const isA = (element: Element, type: string): boolean =>
  typeof element.$instanceOf === "function" && element.$instanceOf(`bpmn:${type}`)

/** What stands inside of an element, by the meta-model: no references to elsewhere. */
export function contentsOf(element: Element): Element[] {
  const { properties = [] } = (element.$descriptor as Element["$descriptor"] | undefined) ?? {}
  return properties
    .filter(({ isAttr, isReference, isVirtual }) => !isAttr && !isReference && !isVirtual)
    .flatMap(({ name }) => {
      const value = element.get(name)
      return (Array.isArray(value) ? value : [value]).filter(isElement)
    })
}

/** Texts of `documentation`, in their order. */
export const documentationOf = (element: Element): string =>
  partsOf(element, "documentation")
    .map((part) => textOf(part, "text").trim())
    .filter((text) => text !== "")
    .join("\n\n")

export type Create = (type: string, attributes?: Record<string, unknown>) => Element

export const creatorOf =
  (moddle: BpmnModdle): Create =>
  (type, attributes) =>
    moddle.create(type, attributes) as Element
