import { randomUUID } from "node:crypto"
import type * as z from "zod"
import { callerOf, createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import { appRouter } from "../router"
import { matrixSamples } from "./matrix-samples"
import type { Sample, World } from "./samples"

// What tests that go through every procedure share.

/** Every procedure there is, with the schemas of what it takes and answers. */
export const procedures = Object.entries(appRouter._def.procedures).map(([path, procedure]) => {
  const { inputs, output, type, meta } = (
    procedure as unknown as {
      _def: { inputs: z.core.$ZodType[]; output?: unknown; type: string; meta?: { roles?: string[] } }
    }
  )._def
  return { path, inputs, output, type, isPublic: !meta?.roles }
})

/** A tenant of its own, in all of whose texts is a word that no other has. */
export async function world(): Promise<World> {
  const canary = `canary-${randomUUID()}`
  const { session } = await createTestTenant({ organisation: canary })
  return { session, caller: callerOf(session), canary }
}

/** A valid input of a procedure. */
export function sampleOf(path: string): Sample {
  const [noun = "", ...rest] = path.split(".")
  const sample = matrixSamples[noun]?.[rest.join(".")]
  if (!sample) throw new Error(`${path} has no sample in server/api/testing/matrix-samples.ts`)
  return typeof sample === "function" ? { input: sample } : sample
}

/** All its valid inputs, where there are several kinds. */
export const inputsOf = (sample: Sample) => [sample.input.bind(sample), ...(sample.variants ?? [])]

export type Leaf = { at: (string | number)[]; value: unknown }

/** Every text in a value, and where it is. */
export const leavesOf = (value: unknown, at: Leaf["at"] = []): Leaf[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, entry]) =>
        leavesOf(entry, [...at, Array.isArray(value) ? Number(key) : key]),
      )
    : typeof value === "string"
      ? [{ at, value }]
      : []

export const valueAt = (value: unknown, at: Leaf["at"]) =>
  at.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)

export function replaced(value: unknown, [key, ...rest]: Leaf["at"], by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => (index === key ? replaced(entry, rest, by) : entry))
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) }
}

/** Calls a procedure as a tenant's owner: `answer`, or `refused` with its code. */
export async function call(by: World, path: string, input: unknown): Promise<unknown> {
  const procedure = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], by.caller) as (
    input: unknown,
  ) => Promise<unknown>
  try {
    return { answer: await procedure(input) }
  } catch (error) {
    const { code, cause, message } = error as {
      code?: string
      message: string
      cause?: { code?: string; problems?: unknown; detail?: unknown }
    }
    return { refused: cause?.code ?? code, message, problems: cause?.problems, detail: cause?.detail }
  }
}
