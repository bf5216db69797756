import * as z from "zod"
import { presenceSchema, roleSchema } from "@/core/people/directory"
import { localeSchema } from "@/core/text"
import { AppError } from "@/server/api/app-error"
import { procedure, publicProcedure, router } from "@/server/api/trpc"
import { takeAllowance } from "@/server/auth/allowance"
import { changePassword } from "@/server/auth/change-password"
import { listMemberships, membershipSchema } from "@/server/auth/memberships"
import { sessionCookieLine } from "@/server/auth/session-cookie"
import { findTenant } from "@/server/tenant/find-tenant"
import { changeMember } from "./change-member"
import { findInvitation, listInvitations, openInvitationSchema, revokeInvitation } from "./invitations"
import { countOpenTodos, handOver, handOverSchema } from "./hand-over"
import { invite } from "./invite"
import { join } from "./join"
import { listMembers } from "./list-members"
import { memberSchema, phoneSchema, wecomIdSchema } from "./member"
import { myPresence, myPresenceSchema, setPresence } from "./presence"
import { changeSkillGroup, createSkillGroup, listSkillGroups, removeSkillGroup, skillGroupSchema } from "./skill-groups"
import { endSubstitute, listSubstitutes, setSubstitute, substituteSchema } from "./substitutes"
import { capacityMax } from "./problems"
import { setWorkLimits, workLimits, workLimitsSchema } from "./work-limits"
import { changeUnit, createUnit, listUnits, removeUnit, unitSchema } from "./units"

const text = z.string().max(400)
const rolesInput = z.array(roleSchema).max(5)
const tokenInput = z.strictObject({ tenant: text, token: text })
const unitDraft = {
  name: text,
  parentId: z.uuid().nullable(),
  headId: z.uuid().nullable(),
  calendarId: z.uuid().nullable(),
}
const skillGroupDraft = {
  key: text,
  name: text,
  vendorIds: z.array(z.string().min(1).max(200)).max(50),
  personIds: z.array(z.uuid()).max(2000),
}
const created = z.object({ id: z.uuid() })

/** A tenant and an invitation by what a join link says. */
async function byLink(address: string, { tenant: slug, token }: z.infer<typeof tokenInput>) {
  const retryAfterSec = await takeAllowance(`join address ${address}`, { burst: 100, perHour: 300 })
  if (retryAfterSec > 0) throw new AppError("RATE_LIMITED", { retryAfterSec })
  const tenant = await findTenant(slug)
  const invitation = tenant && (await findInvitation(tenant, token))
  if (!invitation) throw new AppError("NOT_FOUND")
  return { tenant, invitation }
}

export const peopleRouter = router({
  /** Who I am, where, and where else I could be. */
  me: procedure()
    .output(
      z.object({
        person: z.object({ id: z.uuid(), name: z.string(), email: z.string(), roles: z.array(roleSchema) }),
        tenant: z.object({
          id: z.uuid(),
          slug: z.string(),
          name: z.string(),
          locale: localeSchema,
          timeZone: z.string(),
        }),
        tenants: z.array(membershipSchema),
      }),
    )
    .query(async ({ ctx }) => ({
      person: ctx.session.person,
      tenant: ctx.session.tenant,
      tenants: await listMemberships(ctx.session.accountId),
    })),

  list: procedure()
    .output(z.array(memberSchema))
    .query(({ ctx }) => listMembers(ctx.session)),

  change: procedure("owner")
    .input(
      z.strictObject({
        personId: z.uuid(),
        name: text.optional(),
        roles: rolesInput.optional(),
        unitId: z.uuid().nullable().optional(),
        active: z.boolean().optional(),
        extension: z.string().max(40).nullable().optional(),
        phone: phoneSchema.nullable().optional(),
        wecomId: wecomIdSchema.nullable().optional(),
        capacity: z.int().min(1).max(capacityMax).nullable().optional(),
        approvalLimit: z.int().min(0).nullable().optional(),
      }),
    )
    .output(z.void())
    .mutation(({ ctx, input }) => changeMember(ctx.session, input)),

  workLimits: procedure()
    .output(workLimitsSchema)
    .query(({ ctx }) => workLimits(ctx.tenant)),

  setWorkLimits: procedure("owner")
    .input(workLimitsSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => setWorkLimits(ctx.session, input)),

  renameMe: procedure()
    .input(z.strictObject({ name: text }))
    .output(z.void())
    .mutation(({ ctx, input }) => changeMember(ctx.session, { personId: ctx.session.person.id, name: input.name })),

  changePassword: procedure()
    .input(z.strictObject({ current: z.string().max(1000), next: z.string().max(1000) }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const claims = await changePassword(ctx.session, { ...input, address: ctx.address })
      ctx.answerHeaders?.append("set-cookie", await sessionCookieLine(claims))
    }),

  invite: procedure("owner", "supervisor")
    .input(z.strictObject({ roles: rolesInput, unitId: z.uuid().nullable(), email: text.nullable() }))
    .output(z.object({ id: z.uuid(), token: z.string(), path: z.string(), expiresAt: z.date() }))
    .mutation(({ ctx, input }) => {
      // Nobody hands out a role that is above their own.
      if (input.roles.some((role) => role !== "agent") && !ctx.session.person.roles.includes("owner"))
        throw new AppError("FORBIDDEN", { message: "Only an owner can invite people with this role." })
      return invite(ctx.session, input)
    }),

  invitations: procedure("owner", "supervisor")
    .output(z.array(openInvitationSchema))
    .query(({ ctx }) => listInvitations(ctx.tenant)),

  revokeInvitation: procedure("owner", "supervisor")
    .input(z.strictObject({ invitationId: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => revokeInvitation(ctx.session, input.invitationId)),

  /** What the join page shows before anybody has signed in. */
  invitation: publicProcedure
    .input(tokenInput)
    .output(
      z.object({
        organisation: z.string(),
        inviterName: z.string(),
        roles: z.array(roleSchema),
        unitName: z.string().nullable(),
        email: z.string().nullable(),
        expiresAt: z.date(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { tenant, invitation } = await byLink(ctx.address, input)
      return { organisation: tenant.name, ...invitation }
    }),

  /** Joins with a new account, or with the account of this address and its password. Then sign in. */
  join: publicProcedure
    .input(tokenInput.extend({ name: text, email: text, password: z.string().max(1000) }))
    .output(z.object({ personId: z.uuid(), email: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { tenant } = await byLink(ctx.address, input)
      return join(tenant, { ...input, address: ctx.address })
    }),

  units: procedure()
    .output(z.array(unitSchema))
    .query(({ ctx }) => listUnits(ctx.tenant)),

  createUnit: procedure("owner")
    .input(z.strictObject(unitDraft))
    .output(created)
    .mutation(({ ctx, input }) => createUnit(ctx.session, input)),

  changeUnit: procedure("owner")
    .input(z.strictObject({ id: z.uuid(), ...unitDraft }))
    .output(z.void())
    .mutation(({ ctx, input }) => changeUnit(ctx.session, input)),

  removeUnit: procedure("owner")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeUnit(ctx.session, input.id)),

  skillGroups: procedure()
    .output(z.array(skillGroupSchema))
    .query(({ ctx }) => listSkillGroups(ctx.tenant)),

  createSkillGroup: procedure("owner", "supervisor")
    .input(z.strictObject(skillGroupDraft))
    .output(created)
    .mutation(({ ctx, input }) => createSkillGroup(ctx.session, input)),

  changeSkillGroup: procedure("owner", "supervisor")
    .input(z.strictObject({ id: z.uuid(), ...skillGroupDraft }))
    .output(z.void())
    .mutation(({ ctx, input }) => changeSkillGroup(ctx.session, input)),

  removeSkillGroup: procedure("owner", "supervisor")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeSkillGroup(ctx.session, input.id)),

  presence: procedure()
    .output(myPresenceSchema)
    .query(({ ctx }) => myPresence(ctx.session)),

  setPresence: procedure()
    .input(z.strictObject({ state: presenceSchema, reason: z.string().max(80).nullable().default(null) }))
    .output(myPresenceSchema)
    .mutation(({ ctx, input }) => setPresence(ctx.session, input)),

  substitutes: procedure()
    .output(z.array(substituteSchema))
    .query(({ ctx }) => listSubstitutes(ctx.session)),

  setSubstitute: procedure()
    .input(z.strictObject({ personId: z.uuid(), toId: z.uuid(), from: z.iso.date(), until: z.iso.date().nullable() }))
    .output(created)
    .mutation(({ ctx, input }) => setSubstitute(ctx.session, input)),

  endSubstitute: procedure()
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.void())
    .mutation(({ ctx, input }) => endSubstitute(ctx.session, input.id)),

  /** How much `handOver` would move. */
  openTodos: procedure("owner", "supervisor")
    .input(z.strictObject({ personId: z.uuid() }))
    .output(z.strictObject({ count: z.int() }))
    .query(async ({ ctx, input }) => ({ count: await countOpenTodos(ctx.tenant, input.personId) })),

  handOver: procedure("owner", "supervisor")
    .input(z.strictObject({ personId: z.uuid(), toId: z.uuid(), reason: z.string().trim().max(400) }))
    .output(handOverSchema)
    .mutation(({ ctx, input }) => handOver(ctx.session, input)),
})
