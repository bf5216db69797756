import fc from "fast-check"
import type * as z from "zod"

type Def = {
  type: string
  format?: string
  shape?: Record<string, z.core.$ZodType>
  element?: z.core.$ZodType
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  options?: z.core.$ZodType[]
  keyType?: z.core.$ZodType
  valueType?: z.core.$ZodType
  items?: z.core.$ZodType[]
  values?: unknown[]
  entries?: Record<string, string>
  getter?: () => z.core.$ZodType
}

/** Texts that programs trip over: signs of other programs, of databases, of scripts, of no script. */
const oddTexts = [
  "",
  " ",
  "\t",
  "'; drop table ticket; --",
  "{{ amount }}",
  "${1}",
  "../..",
  "%00",
  "\u202Etxt",
  "👩‍🔧",
  "ﬀ",
  "汉字",
]
const oddNumbers = [0, -1, 1, 0.5, 1e21, 2 ** 31, 2 ** 53, -(2 ** 53), Number.MIN_VALUE]
const depthMax = 6

/**
 * Values of the shape a schema asks for, within its bounds or not: what a client sends that means well, and one that does
 * not. `known`: texts of the caller's own, ids above all, that make some of them mean something.
 */
export function arbitraryOf(schema: z.core.$ZodType, known: readonly string[], depth = 0): fc.Arbitrary<unknown> {
  const def = schema._zod.def as unknown as Def
  const inner = (of: z.core.$ZodType | undefined) =>
    of && depth < depthMax ? arbitraryOf(of, known, depth + 1) : fc.constant(null)
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape ?? {})
      return fc.record(Object.fromEntries(fields.map(([key, field]) => [key, inner(field)])))
    }
    case "array":
      return fc.array(inner(def.element), { maxLength: 4 })
    case "tuple":
      return fc.tuple(...(def.items ?? []).map(inner))
    case "record":
      return fc.dictionary(fc.oneof(texts(known), fc.constant("__proto__")), inner(def.valueType), { maxKeys: 4 })
    case "union":
      return fc.oneof(...(def.options ?? []).map(inner))
    case "pipe":
      return inner(def.in)
    case "lazy":
      return inner(def.getter?.())
    case "literal":
      return fc.constantFrom(...(def.values ?? []))
    case "enum":
      return fc.constantFrom(...Object.values(def.entries ?? {}))
    case "string":
      return def.format === "uuid" || def.format === "guid" ? uuids(known) : texts(known)
    case "number":
      return fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 100 }) }, fc.constantFrom(...oddNumbers))
    case "boolean":
      return fc.boolean()
    case "date":
      return fc.date()
    case "null":
      return fc.constant(null)
    case "void":
    case "undefined":
      return fc.constant(undefined)
    case "optional":
    case "default":
    case "prefault":
      return fc.option(inner(def.innerType), { nil: undefined, freq: 4 })
    case "nullable":
      return fc.option(inner(def.innerType), { nil: null, freq: 4 })
    default:
      return def.innerType ? inner(def.innerType) : fc.jsonValue({ maxDepth: 2 })
  }
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

function uuids(known: readonly string[]): fc.Arbitrary<string> {
  const own = known.filter(isUuid)
  return own.length > 0 ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...own) }, fc.uuid()) : fc.uuid()
}

function texts(known: readonly string[]): fc.Arbitrary<string> {
  const usual = known.length > 0 ? fc.constantFrom(...known) : fc.constant("text")
  const odd = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.string({ maxLength: 20, unit: "binary" }),
    fc.constantFrom(...oddTexts),
    fc.constant("x".repeat(70_000)),
  )
  return fc.oneof({ weight: 3, arbitrary: usual }, odd)
}

/** A value with one of its parts, at any depth, replaced by something of another kind. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value)
  const nonsense = fc.oneof(
    fc.constantFrom<unknown>(null, undefined, [], {}, true, Number.NaN, ...oddNumbers, ...oddTexts),
    fc.anything(),
  )
  return fc.tuple(fc.constantFrom(...places), nonsense).map(([place, by]) => put(value, place, by))
}

type Place = (string | number)[]

function placesOf(value: unknown, at: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return [at]
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value)
  return [at, ...keys.flatMap((key) => placesOf((value as Record<string, unknown>)[key], [...at, key]))]
}

function put(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((entry: unknown, index) => (index === key ? put(entry, rest, by) : entry))
  return { ...(value as object), [key]: put((value as Record<string, unknown>)[key], rest, by) }
}
