import { CelScalar, celEnv, celFunc, celMethod, isCelError, objectType, parse, plan } from "@bufbuild/cel"
import type { CelFunc } from "@bufbuild/cel"
import { DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt"
import type { Temporal } from "temporal-polyfill"
import { limits } from "./guard"
import type { ExpressionProblemCode } from "./problem"
import { readDuration, readTimestamp, wallClock, writeDuration, writeTimestamp } from "./time-value"

// The library's environment with our functions in the place of those that guess: double("") is 0 there, double("abc")
// NaN, 1.0 / 0.0 Infinity (which would route), 30 February a day of March, and getHours() depends on the machine's zone.

const { STRING, INT, DOUBLE, BOOL } = CelScalar
const TIMESTAMP = objectType(TimestampSchema)
const DURATION = objectType(DurationSchema)

/** Codes travel in the message: the library merges errors of && and || and keeps nothing else of them. */
const marker = "firstcall"
function failure(code: ExpressionProblemCode, detail = ""): Error {
  return new Error(`${marker}:${code}:${detail}`)
}

const libraryMessages: readonly [RegExp, ExpressionProblemCode][] = [
  [/divide by zero|modulus by zero/, "division_by_zero"],
  [/overflow|out of range/, "number_overflow"],
  [/index out of bounds|index \S+ out of/i, "index_out_of_range"],
  [
    /no matching overload|unresolved attribute|type mismatch|unbound function|field not found|unknown type|unsupported|no such/i,
    "type_error",
  ],
]

/** What an error of the library or of a function below means. */
export function readFailure(message: string): { code: ExpressionProblemCode; detail: string } {
  const [start, code, ...detail] = message.split(":")
  if (start === marker) return { code: code as ExpressionProblemCode, detail: detail.join(":") }
  const known = libraryMessages.find(([pattern]) => pattern.test(message))
  return { code: known?.[1] ?? "evaluation_failed", detail: message }
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw failure("number_overflow")
  return value
}

/** The library's own overflow and division errors do not say which node failed; these do. */
function int64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw failure("number_overflow")
  return value
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw failure("division_by_zero")
  return value
}

function readNumber(text: string): number {
  if (!/^[+-]?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?$/.test(text)) throw failure("bad_conversion", text.slice(0, 60))
  return finite(Number(text))
}

function readInt(text: string): bigint {
  if (!/^[+-]?\d{1,19}$/.test(text)) throw failure("bad_conversion", text.slice(0, 60))
  return int64(BigInt(text.replace("+", "")))
}

function refuse(text: string): never {
  throw failure("bad_conversion", text.slice(0, 60))
}

const arithmetic: CelFunc[] = [
  celFunc("_+_", [INT, INT], INT, (left, right) => int64(left + right)),
  celFunc("_-_", [INT, INT], INT, (left, right) => int64(left - right)),
  celFunc("_*_", [INT, INT], INT, (left, right) => int64(left * right)),
  celFunc("_/_", [INT, INT], INT, (left, right) => int64(left / divisor(right))),
  celFunc("_%_", [INT, INT], INT, (left, right) => left % divisor(right)),
  celFunc("_+_", [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left + right)),
  celFunc("_-_", [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left - right)),
  celFunc("_*_", [DOUBLE, DOUBLE], DOUBLE, (left, right) => finite(left * right)),
  celFunc("_/_", [DOUBLE, DOUBLE], DOUBLE, (left, right) => {
    if (right === 0) throw failure("division_by_zero")
    return finite(left / right)
  }),
  celFunc("_+_", [STRING, STRING], STRING, (left, right) => {
    if (left.length + right.length > limits.stringValueCharsMax) throw failure("text_too_long")
    return left + right
  }),
]

const conversions: CelFunc[] = [
  celFunc("double", [STRING], DOUBLE, readNumber),
  celFunc("int", [STRING], INT, readInt),
  // The least int is refused like all beyond it: as a double it stands for a range of numbers.
  celFunc("int", [DOUBLE], INT, (value) => {
    if (Math.abs(value) >= 2 ** 63) throw failure("number_overflow")
    return BigInt(Math.trunc(value))
  }),
  celFunc("timestamp", [STRING], TIMESTAMP, (text) => readTimestamp(text) ?? refuse(text)),
  celFunc("duration", [STRING], DURATION, (text) => readDuration(text) ?? refuse(text)),
  celFunc("string", [TIMESTAMP], STRING, (value) => writeTimestamp(value.message)),
  celFunc("string", [DURATION], STRING, (value) => writeDuration(value.message)),
]

const texts: CelFunc[] = [
  celMethod("lowerAscii", STRING, [], STRING, function () {
    return this.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  }),
  celMethod("upperAscii", STRING, [], STRING, function () {
    return this.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
  }),
  celMethod("trim", STRING, [], STRING, function () {
    return this.trim()
  }),
]

const numbers = [INT, DOUBLE] as const
const between: CelFunc[] = [
  ...numbers.flatMap((value) =>
    numbers.flatMap((low) =>
      numbers.map((high) => celFunc("between", [value, low, high], BOOL, (x, from, to) => from <= x && x <= to)),
    ),
  ),
  celFunc("between", [STRING, STRING, STRING], BOOL, (value, low, high) => low <= value && value <= high),
  ...[TIMESTAMP, DURATION].map((type) =>
    celFunc("between", [type, type, type], BOOL, (value, low, high) => {
      const [x, from, to] = [nanoseconds(value.message), nanoseconds(low.message), nanoseconds(high.message)]
      return from <= x && x <= to
    }),
  ),
]

function nanoseconds(message: object): bigint {
  const { seconds, nanos } = message as { seconds: bigint; nanos: number }
  return seconds * 1_000_000_000n + BigInt(nanos)
}

const timeParts: Record<string, (at: Temporal.ZonedDateTime) => number> = {
  getFullYear: (at) => at.year,
  getMonth: (at) => at.month - 1,
  getDate: (at) => at.day,
  getDayOfMonth: (at) => at.day - 1,
  getDayOfWeek: (at) => at.dayOfWeek % 7,
  getDayOfYear: (at) => at.dayOfYear - 1,
  getHours: (at) => at.hour,
  getMinutes: (at) => at.minute,
  getSeconds: (at) => at.second,
}

const times: CelFunc[] = Object.entries(timeParts).flatMap(([name, part]) => [
  celMethod(name, TIMESTAMP, [], INT, function () {
    return BigInt(part(wallClock(this.message)))
  }),
  celMethod(name, TIMESTAMP, [STRING], INT, function (zone) {
    return BigInt(part(wallClock(this.message, zone)))
  }),
])

/** Shared by all plans: it holds functions only, no values and no state of an evaluation. */
export const environment = celEnv({ funcs: [...arithmetic, ...conversions, ...texts, ...between, ...times] })

/**
 * Classes of letters a pattern may name. The library works each one out from all of Unicode when it is first named, which
 * takes 20 ms and more: fifty of them in one pattern would hold a process up for seconds.
 */
const letterClasses = ["Han", "L", "N", "P"]

/** Works out the letter classes, so that no request has to wait for it. For the start of a process: a tenth of a second. */
export function warmPatterns(): void {
  for (const name of letterClasses) patternFault(`(?i)\\p{${name}}`)
}

/** The first class of letters that may not be named. A backslash takes the sign behind it along. */
function otherLetterClass(pattern: string): string | undefined {
  for (const [text, inBraces, alone] of pattern.matchAll(/\\(?:[pP](?:\{\^?([^}]*)\}|([^{]))|[^])/g)) {
    const name = inBraces ?? alone
    if (name !== undefined && !letterClasses.includes(name)) return text
  }
  return undefined
}

/** Why `pattern` may not be used, or undefined. Looks ahead and back references do not exist in RE2. */
export function patternFault(pattern: string): string | undefined {
  const other = otherLetterClass(pattern)
  if (other !== undefined)
    return `${other}: of the classes of letters there are ${letterClasses.map((name) => `\\p{${name}}`).join(", ")}`
  const result = plan(environment, parse(`"".matches(pattern)\n`))({ pattern })
  return isCelError(result) ? result.message.replace(/^error parsing regexp: /, "") : undefined
}
