import type * as z from "zod"

type Def = {
  type: string
  format?: string
  shape?: Record<string, z.core.$ZodType>
  element?: z.core.$ZodType
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  options?: z.core.$ZodType[]
  valueType?: z.core.$ZodType
  items?: z.core.$ZodType[]
}

const NAMES_SOMETHING = /^(token|tenant|slug)$|(Id|Ids)$/
/** Numbered within the flow or ticket whose UUID stands beside them. */
const IS_LOCAL = /^(todoId|clockId|incidentId|activationId|tokenId|nodeId|toNodeId|edgeId)$/

/**
 * Where a schema takes something that names a row: every UUID, and every text whose field is called like one. Dotted; an array's
 * elements are `[]`, a record's values `{}`.
 */
export function idPaths(schema: z.core.$ZodType, path: string[] = []): string[] {
  const def = schema._zod.def as unknown as Def
  switch (def.type) {
    case "object":
      return Object.entries(def.shape ?? {}).flatMap(([key, field]) => idPaths(field, [...path, key]))
    case "array":
      return def.element ? idPaths(def.element, [...path, "[]"]) : []
    case "tuple":
      return (def.items ?? []).flatMap((item) => idPaths(item, [...path, "[]"]))
    case "record":
      return def.valueType ? idPaths(def.valueType, [...path, "{}"]) : []
    case "union":
      return (def.options ?? []).flatMap((option) => idPaths(option, path))
    case "pipe":
      return def.in ? idPaths(def.in, path) : []
    case "string": {
      const name = path.findLast((key) => key !== "[]" && key !== "{}") ?? ""
      const isName = NAMES_SOMETHING.test(name) && !IS_LOCAL.test(name)
      return def.format === "uuid" || def.format === "guid" || isName ? [path.join(".")] : []
    }
    default:
      return def.innerType ? idPaths(def.innerType, path) : []
  }
}

/** Whether every object in the schema refuses fields it does not know. Names of those that do not, dotted. */
export function looseObjects(schema: z.core.$ZodType, path: string[] = ["input"]): string[] {
  const def = schema._zod.def as unknown as Def & { catchall?: z.core.$ZodType }
  const children: [string, z.core.$ZodType | undefined][] = [
    ...Object.entries(def.shape ?? {}),
    ["[]", def.element],
    ["{}", def.valueType],
    ...[def.innerType, def.in, ...(def.options ?? [])].map((child): [string, z.core.$ZodType | undefined] => [
      "",
      child,
    ]),
  ]
  const isLoose =
    def.type === "object" && (def.catchall?._zod.def as unknown as Def | undefined)?.type !== "never"
      ? [path.join(".")]
      : []
  return [
    ...isLoose,
    ...children.flatMap(([key, child]) => (child ? looseObjects(child, key === "" ? path : [...path, key]) : [])),
  ]
}
