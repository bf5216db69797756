import { initTRPC, TRPCError } from "@trpc/server"
import superjson from "superjson"
import { ZodError } from "zod"
import type { Role } from "@/core/people/directory"
import type { Problem } from "@/core/problem"
import { log } from "@/server/log"
import { AppError, appErrors, type AppErrorCode } from "./app-error"
import type { Context } from "./context"
import { inputProblems } from "./input-problems"
import { toAppError } from "./to-app-error"
import { hasUnsafeText } from "./unsafe-text"

/** `roles`: who may call it (owners may call everything); absent on public procedures. */
type Meta = { roles?: Role[] }

/** What a client learns about a refusal, in `error.data.app`. Null when the fault is ours. */
export type RefusalShape = {
  code: AppErrorCode
  problems: Problem[]
  retryAfterSec: number | null
  detail: Record<string, string | number | null> | null
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    // Stack traces are for the log, in every environment.
    isDev: false,
    errorFormatter({ shape, error }) {
      const refusal = refusalOf(error)
      const isOurs = refusal === null && error.code === "INTERNAL_SERVER_ERROR"
      return {
        ...shape,
        message: isOurs ? "Something went wrong on our side. Try again." : (refusal?.message ?? shape.message),
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          path: shape.data.path,
          app: refusal?.shape ?? null,
        },
      }
    },
  })

function refusalOf(error: TRPCError): { message: string; shape: RefusalShape } | null {
  const { cause } = error
  if (cause instanceof AppError)
    return {
      message: cause.message,
      shape: { code: cause.code, problems: cause.problems, retryAfterSec: cause.retryAfterSec, detail: cause.detail },
    }
  if (error.code === "BAD_REQUEST" && cause instanceof ZodError)
    return {
      message: appErrors.INVALID.message,
      shape: { code: "INVALID", problems: inputProblems(cause), retryAfterSec: null, detail: null },
    }
  return null
}

/** Outermost: turns what was thrown inside into a refusal, or logs it, once, as a fault of ours. */
const base = t.procedure.use(async ({ next, path, getRawInput }) => {
  if (hasUnsafeText(await getRawInput()))
    throw refuse(new AppError("INVALID", { message: "The input contains characters that cannot be stored." }))
  const result = await next()
  if (result.ok) return result
  const { error } = result
  const app = toAppError(error)
  if (app) throw refuse(app)
  if (error.code === "INTERNAL_SERVER_ERROR") log.error({ error: error.cause ?? error, path }, "procedure failed")
  return result
})

const refuse = (app: AppError) => new TRPCError({ code: appErrors[app.code].trpc, message: app.message, cause: app })

/** For everybody, signed in or not. */
export const publicProcedure = base

/**
 * For somebody signed in who has one of `roles`, or is an owner; without roles for every member. `ctx.session` says who,
 * `ctx.tenant` is the only tenant the procedure may touch.
 */
export const procedure = (...roles: Role[]) =>
  base.meta({ roles }).use(async ({ ctx, next }) => {
    const session = await ctx.loadSession()
    if (!session) throw new AppError("UNAUTHENTICATED")
    const has = session.person.roles
    if (roles.length > 0 && !has.includes("owner") && !has.some((role) => roles.includes(role)))
      throw new AppError("FORBIDDEN")
    return next({ ctx: { session, tenant: session.tenant } })
  })

export const { router, createCallerFactory, mergeRouters } = t
