import type { Session } from "@/server/auth/session"
import type { callerOf } from "@/server/tenant/testing/create-test-tenant"

/** A tenant with something of everything in it, and somebody signed in to it as its owner. */
export type World = {
  session: Session
  caller: ReturnType<typeof callerOf>
  /** Occurs in every text the samples write into this tenant; never in another's answers. */
  canary: string
}

/**
 * A valid input for one procedure, made anew at each call so that a call may use up what it names. Every id that the
 * procedure's schema allows must be in it, also the optional ones; or in one of its variants.
 */
export type Sample = {
  input(world: World): unknown
  /** Further valid inputs, where the schema is one of several: together they name every id it allows. */
  variants?: ((world: World) => unknown)[]
  /** The refusal a valid input meets, where making it succeed would take a whole story of its own. */
  refusedWith?: string
  /**
   * Fields whose value is a key by itself: whoever holds it may use it, from anywhere, and that is meant (with the reason). The
   * answer must be free of the other tenant's data all the same.
   */
  capabilities?: Record<string, string>
}

/** By procedure, without the noun. */
export type Samples = Record<string, Sample | Sample["input"]>

/** For procedures that take nothing. */
export const nothing = () => undefined
