import * as z from "zod"
import { roleSchema, type Role } from "@/core/people/directory"

/** Which roles may start tickets of a flow by hand, see it, and edit it. Owners may always. */
export const scopeSchema = z.strictObject({
  start: z.array(roleSchema).max(5),
  see: z.array(roleSchema).max(5),
  edit: z.array(roleSchema).max(5),
})
export type Scope = z.infer<typeof scopeSchema>

export const defaultScope: Scope = {
  start: ["owner", "designer", "supervisor", "agent"],
  see: ["owner", "designer", "supervisor", "agent", "auditor"],
  edit: ["owner", "designer"],
}

export const may = (roles: Role[], allowed: Role[]): boolean =>
  roles.includes("owner") || roles.some((role) => allowed.includes(role))
