import { randomUUID } from "node:crypto"
import { addTestMember, TEST_PASSWORD } from "@/server/tenant/testing/create-test-tenant"
import { nothing, type Samples, type World } from "../samples"
import { calendar } from "./calendar"

const member = async ({ session, canary }: World) => (await addTestMember(session, { name: canary })).person.id
const unit = async ({ caller, session, canary }: World) =>
  (await caller.people.createUnit({ name: canary, parentId: null, headId: session.person.id, calendarId: null })).id
const invitation = ({ caller }: World) => caller.people.invite({ roles: ["agent"], unitId: null, email: null })
const newKey = () => `key-${randomUUID().slice(0, 8)}`
const skillGroup = async ({ caller, session, canary }: World) => {
  const draft = { key: newKey(), name: canary, vendorIds: [canary], personIds: [session.person.id] }
  return (await caller.people.createSkillGroup(draft)).id
}
const link = async (world: World) => ({ tenant: world.session.tenant.slug, token: (await invitation(world)).token })
const absence = async (world: World) => ({
  personId: await member(world),
  toId: await member(world),
  from: "2030-01-01",
  until: null,
})

export const peopleSamples: Samples = {
  me: nothing,
  list: nothing,
  invitations: nothing,
  units: nothing,
  skillGroups: nothing,
  presence: nothing,
  change: async (world) => ({
    personId: await member(world),
    name: world.canary,
    roles: ["agent"],
    unitId: await unit(world),
    active: true,
    extension: null,
    phone: "+8613900000002",
    wecomId: world.canary,
    capacity: 5,
    approvalLimit: 100_000,
  }),
  workLimits: nothing,
  setWorkLimits: () => ({ capacity: 10 }),
  renameMe: ({ canary }) => ({ name: canary }),
  changePassword: () => ({ current: TEST_PASSWORD, next: TEST_PASSWORD }),
  invite: async (world) => ({ roles: ["agent"], unitId: await unit(world), email: null }),
  revokeInvitation: async (world) => ({ invitationId: (await invitation(world)).id }),
  invitation: link,
  join: async (world) => ({
    ...(await link(world)),
    name: world.canary,
    email: `${randomUUID()}@example.com`,
    password: TEST_PASSWORD,
  }),
  createUnit: async (world) => ({
    name: world.canary,
    parentId: await unit(world),
    headId: await member(world),
    calendarId: await calendar(world),
  }),
  changeUnit: async (world) => ({
    id: await unit(world),
    name: world.canary,
    parentId: await unit(world),
    headId: await member(world),
    calendarId: await calendar(world),
  }),
  removeUnit: async (world) => ({ id: await unit(world) }),
  createSkillGroup: async (world) => ({
    key: newKey(),
    name: world.canary,
    vendorIds: [world.canary],
    personIds: [await member(world)],
  }),
  changeSkillGroup: async (world) => ({
    id: await skillGroup(world),
    key: newKey(),
    name: world.canary,
    vendorIds: [world.canary],
    personIds: [await member(world)],
  }),
  removeSkillGroup: async (world) => ({ id: await skillGroup(world) }),
  setPresence: ({ canary }) => ({ state: "online", reason: canary }),
  substitutes: nothing,
  setSubstitute: absence,
  endSubstitute: async (world) => ({ id: (await world.caller.people.setSubstitute(await absence(world))).id }),
  openTodos: async (world) => ({ personId: await member(world) }),
  handOver: async (world) => ({ personId: await member(world), toId: await member(world), reason: world.canary }),
}
