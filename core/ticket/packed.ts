import * as z from "zod"
import { InvariantError } from "@/core/problem"

/** JSON as it is stored: what was an object of a known schema is an array of its values, in the schema's order. */
export type Packed = null | boolean | number | string | Packed[] | { [key: string]: Packed }

export type Codec<T> = {
  pack(value: T): Packed
  unpack(packed: Packed): T
  /** For what is part of something that is checked as a whole. */
  unpackUnchecked(packed: Packed): unknown
}

/**
 * A codec that leaves the keys of a schema's objects out: they are most of the bytes of a small event, and each byte is
 * written to the log, to every replica and to every backup. Records keep their keys, which are data.
 *
 * Objects may only grow at their end, and unions too; a value that is missing at the end of an array is null, or absent
 * when it is optional: most objects end in such, and they are not written. No value may be optional and nullable at once.
 */
export function codecOf<T>(schema: z.ZodType<T>): Codec<T> {
  const { pack, unpack } = compile(schema)
  return { pack, unpack: (packed) => schema.parse(unpack(packed)), unpackUnchecked: unpack }
}

type Step = { pack(value: unknown): Packed; unpack(packed: Packed): unknown }

const asIs: Step = { pack: (value) => value as Packed, unpack: (packed) => packed }

function compile(schema: z.core.$ZodType): Step {
  if (schema instanceof z.ZodObject) return objectStep(schema.shape)
  if (schema instanceof z.ZodDiscriminatedUnion) return unionStep(schema)
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return maybeStep(compile(schema.unwrap()))
  if (schema instanceof z.ZodArray) return arrayStep(compile(schema.element))
  if (schema instanceof z.ZodRecord) return recordStep(compile(schema.valueType))
  return asIs
}

function objectStep(shape: z.core.$ZodShape): Step {
  const keys = Object.keys(shape)
  const steps = keys.map((key) => compile(shape[key]!))
  const optional = keys.map((key) => shape[key] instanceof z.ZodOptional)
  const nullable = keys.map((key) => shape[key] instanceof z.ZodNullable)
  return {
    pack: (value) => {
      const object = value as Record<string, unknown>
      const packed = keys.map((key, index) => steps[index]!.pack(object[key] ?? null))
      while (packed.length > 0 && packed.at(-1) === null) packed.pop()
      return packed
    },
    unpack: (packed) => {
      const values = listOf(packed)
      const object: Record<string, unknown> = {}
      for (const [index, key] of keys.entries()) {
        const value = values[index] ?? null
        if (value === null && (optional[index] || (index >= values.length && !nullable[index]))) continue
        object[key] = steps[index]!.unpack(value)
      }
      return object
    },
  }
}

/** The number of the option, then the option's own values; the discriminator itself is left out with the keys. */
function unionStep(schema: z.ZodDiscriminatedUnion): Step {
  const discriminator = schema.def.discriminator
  const options = schema.options.map((option, index) => {
    if (!(option instanceof z.ZodObject)) throw new InvariantError("only unions of objects are packed")
    const { [discriminator]: tag, ...shape } = option.shape
    if (!(tag instanceof z.ZodLiteral)) throw new InvariantError("a discriminator is a literal")
    return { index, name: tag.value, step: objectStep(shape) }
  })
  const byName = new Map(options.map((option) => [option.name, option]))
  return {
    pack: (value) => {
      const option = byName.get((value as Record<string, string>)[discriminator] ?? "")
      if (!option) throw new InvariantError("a value of no known kind cannot be packed")
      return [option.index, ...listOf(option.step.pack(value))]
    },
    unpack: (packed) => {
      const [index, ...values] = listOf(packed)
      const option = options[Number(index)]
      if (!option) throw new InvariantError(`there is no kind number ${JSON.stringify(index)}`)
      return { [discriminator]: option.name, ...(option.step.unpack(values) as object) }
    },
  }
}

const maybeStep = (inner: Step): Step => ({
  pack: (value) => (value === null || value === undefined ? null : inner.pack(value)),
  unpack: (packed) => (packed === null ? null : inner.unpack(packed)),
})

const arrayStep = (element: Step): Step =>
  element === asIs
    ? asIs
    : {
        pack: (value) => (value as unknown[]).map((item) => element.pack(item)),
        unpack: (packed) => listOf(packed).map((item) => element.unpack(item)),
      }

function recordStep(element: Step): Step {
  if (element === asIs) return asIs
  // Keys are data, "__proto__" among them: fromEntries makes each a property of its own.
  const map = <In, Out>(record: Record<string, In>, change: (value: In) => Out) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
  return {
    pack: (value) => map(value as Record<string, unknown>, (item) => element.pack(item)),
    unpack: (packed) => map(packed as Record<string, Packed>, (item) => element.unpack(item)),
  }
}

function listOf(packed: Packed): Packed[] {
  if (!Array.isArray(packed)) throw new InvariantError("a packed object is an array")
  return packed
}
