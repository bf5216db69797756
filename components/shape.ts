/**
 * Whether a value from outside has the shape a page counts on. For what every page reads: zod would be 36 kB of each
 * first load, its small build included. Forms and the designer, which load later, and everything on the server use zod.
 */
export type Check<T> = (value: unknown) => value is T
export type Shape<C> = C extends Check<infer T> ? T : never

type OptionalKeys<T> = { [K in keyof T]: undefined extends T[K] ? K : never }[keyof T]
type Shown<T> = { [K in keyof T]: T[K] } & {}
type Objects<Checks> = { [K in keyof Checks]: Shape<Checks[K]> }
type WithOptional<T> = Shown<Omit<T, OptionalKeys<T>> & Partial<Pick<T, OptionalKeys<T>>>>

export const isText = (value: unknown): value is string => typeof value === "string"
export const isNumber = (value: unknown): value is number => typeof value === "number"
export const isInt = (value: unknown): value is number => Number.isSafeInteger(value)
export const isBool = (value: unknown): value is boolean => typeof value === "boolean"
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const orNull =
  <T>(check: Check<T>): Check<T | null> =>
  (value): value is T | null =>
    value === null || check(value)

export const orMissing =
  <T>(check: Check<T>): Check<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || check(value)

export const oneOf =
  <const T extends string>(values: readonly T[]): Check<T> =>
  (value): value is T =>
    (values as readonly unknown[]).includes(value)

export const listOf =
  <T>(check: Check<T>): Check<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(check)

/** Members that are not named pass: the server may be newer than the page. */
export const objectOf = <Checks extends Record<string, Check<unknown>>>(
  checks: Checks,
): Check<WithOptional<Objects<Checks>>> => {
  const members = Object.entries(checks)
  return (value): value is WithOptional<Objects<Checks>> =>
    isRecord(value) && members.every(([key, check]) => check(value[key]))
}
