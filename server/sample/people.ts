import { randomUUID } from "node:crypto"
import { eq, inArray } from "drizzle-orm"
import type { Role } from "@/core/people/directory"
import type { Locale } from "@/core/text"
import { withTenant } from "@/db/tenant-client"
import { person, skillGroup, skillMember, unit } from "@/db/tenant/people"
import type { Session } from "@/server/auth/session"
import { forgetDirectory } from "@/server/people/directory"
import { invite } from "@/server/people/invite"
import { join } from "@/server/people/join"

/** Everybody's password in the sample workspace. It is printed at the start; the workspace listens on this machine only. */
export const samplePassword = "hotline-sample-2026"

type Member = {
  key: string
  name: Record<Locale, string>
  roles: Role[]
  unit: "centre" | "hotline" | "teamA" | "teamB"
  extension?: string
  skills?: ("fees" | "complaints" | "general")[]
}

/** The accounts a visitor signs in with; the owner comes from the sign-up itself. */
export const sampleAccounts: (Member & { email: string })[] = [
  {
    key: "supervisor",
    email: "supervisor@sample.example",
    name: { en: "Grace Li", zh: "李娜" },
    roles: ["supervisor"],
    unit: "teamA",
  },
  {
    key: "agent",
    email: "agent@sample.example",
    name: { en: "Wei Zhang", zh: "张伟" },
    roles: ["agent"],
    unit: "teamA",
    extension: "8000",
    skills: ["fees", "general"],
  },
  {
    key: "designer",
    email: "designer@sample.example",
    name: { en: "Ada Chen", zh: "陈静" },
    roles: ["designer"],
    unit: "centre",
  },
  {
    key: "auditor",
    email: "auditor@sample.example",
    name: { en: "Ming Zhao", zh: "赵明" },
    roles: ["auditor"],
    unit: "centre",
  },
]

/** Colleagues whom the simulation plays: they take calls and work through their inbox. */
export const sampleColleagues: Member[] = [
  { key: "head", name: { en: "Min Zhou", zh: "周敏" }, roles: ["supervisor"], unit: "centre" },
  { key: "manager", name: { en: "Yu Chen", zh: "陈宇" }, roles: ["supervisor"], unit: "hotline" },
  { key: "supervisorB", name: { en: "Lei Wang", zh: "王磊" }, roles: ["supervisor"], unit: "teamB" },
  ...(
    [
      ["Fang Liu", "刘芳", "teamA", ["fees", "general"]],
      ["Jie Yang", "杨杰", "teamA", ["fees", "general"]],
      ["Xia Huang", "黄霞", "teamA", ["complaints", "general"]],
      ["Tao Xu", "徐涛", "teamA", ["general"]],
      ["Ying Sun", "孙颖", "teamB", ["fees", "complaints"]],
      ["Bo Ma", "马波", "teamB", ["complaints"]],
      ["Rui Zhu", "朱瑞", "teamB", ["general", "complaints"]],
      ["Lan Hu", "胡兰", "teamB", ["general"]],
      ["Peng Guo", "郭鹏", "teamB", ["fees"]],
    ] as const
  ).map(([en, zh, team, skills], index): Member => ({
    key: `agent${index + 1}`,
    name: { en, zh },
    roles: ["agent"],
    unit: team,
    extension: String(8001 + index),
    skills: [...skills],
  })),
]

const unitNames = {
  centre: { en: "Customer service centre", zh: "客户服务中心" },
  hotline: { en: "Hotline", zh: "热线部" },
  teamA: { en: "Team A", zh: "一组" },
  teamB: { en: "Team B", zh: "二组" },
} satisfies Record<Member["unit"], Record<Locale, string>>

/** Skill groups; `vendorIds` are the queues of the simulated telephone system. */
export const sampleSkillGroups = {
  fees: { en: "Fees and billing", zh: "费用账单" },
  complaints: { en: "Complaints", zh: "投诉处理" },
  general: { en: "General service", zh: "综合服务" },
} satisfies Record<string, Record<Locale, string>>

/** Units, members and skill groups of the sample workspace. Can be repeated: what is there stays. */
export async function addSamplePeople(owner: Session): Promise<void> {
  const { tenant } = owner
  const { locale } = tenant
  const { db } = withTenant(tenant)
  const existing = await db.select({ name: person.name }).from(person)
  if (existing.length > sampleAccounts.length + sampleColleagues.length) return

  const units = await addUnits(owner)
  const ids = new Map<string, string>()
  for (const member of sampleAccounts) {
    const [known] = await db.select({ id: person.id }).from(person).where(eq(person.email, member.email))
    ids.set(member.key, known?.id ?? (await joinByLink(owner, member, units[member.unit])))
  }
  for (const member of sampleColleagues) {
    const email = `${member.key.toLowerCase()}@colleagues.sample.example`
    const id = randomUUID()
    const values = {
      id,
      name: member.name[locale],
      email,
      roles: member.roles,
      unitId: units[member.unit],
      simulated: true,
    }
    await db.insert(person).values(values).onConflictDoNothing()
    const [row] = await db.select({ id: person.id }).from(person).where(eq(person.email, email))
    ids.set(member.key, row!.id)
  }
  for (const member of [...sampleAccounts, ...sampleColleagues])
    if (member.extension)
      await db
        .update(person)
        .set({ extension: member.extension })
        .where(eq(person.id, ids.get(member.key)!))

  const heads = { centre: "head", hotline: "manager", teamA: "supervisor", teamB: "supervisorB" } as const
  for (const [key, head] of Object.entries(heads))
    await db
      .update(unit)
      .set({ headId: ids.get(head)! })
      .where(eq(unit.id, units[key as Member["unit"]]))

  await addSkillGroups(owner, ids)
  await setOnline(owner, [...ids.values()])
  forgetDirectory(tenant)
}

async function addUnits({ tenant }: Session): Promise<Record<Member["unit"], string>> {
  const { db } = withTenant(tenant)
  const rows = await db.select().from(unit)
  const root = rows.find((row) => row.parentId === null)
  if (!root) throw new Error("The sample workspace has no unit.")
  const ids = { centre: root.id } as Record<Member["unit"], string>
  await db.update(unit).set({ name: unitNames.centre[tenant.locale] }).where(eq(unit.id, root.id))
  const parents = { hotline: "centre", teamA: "hotline", teamB: "hotline" } as const
  for (const [key, parent] of Object.entries(parents) as [keyof typeof parents, "centre" | "hotline"][]) {
    const name = unitNames[key][tenant.locale]
    const known = rows.find((row) => row.name === name)
    ids[key] = known?.id ?? randomUUID()
    if (!known) await db.insert(unit).values({ id: ids[key], parentId: ids[parent], name })
  }
  return ids
}

async function joinByLink(owner: Session, member: Member & { email: string }, unitId: string): Promise<string> {
  const { token } = await invite(owner, { roles: member.roles, unitId, email: member.email })
  const joined = await join(owner.tenant, {
    token,
    name: member.name[owner.tenant.locale],
    email: member.email,
    password: samplePassword,
    address: "127.0.0.1",
  })
  return joined.personId
}

async function addSkillGroups({ tenant }: Session, ids: Map<string, string>): Promise<void> {
  const { db } = withTenant(tenant)
  for (const [key, names] of Object.entries(sampleSkillGroups)) {
    await db
      .insert(skillGroup)
      .values({ id: randomUUID(), key, name: names[tenant.locale], vendorIds: [key] })
      .onConflictDoNothing()
    const [group] = await db.select({ id: skillGroup.id }).from(skillGroup).where(eq(skillGroup.key, key))
    const members = [...sampleAccounts, ...sampleColleagues].filter((member) => member.skills?.includes(key as never))
    for (const member of members)
      await db
        .insert(skillMember)
        .values({ skillGroupId: group!.id, personId: ids.get(member.key)! })
        .onConflictDoNothing()
  }
}

async function setOnline({ tenant }: Session, personIds: string[]): Promise<void> {
  const { db, sql } = withTenant(tenant)
  const known = await db.select({ id: person.id }).from(person).where(inArray(person.id, personIds))
  for (const { id } of known)
    await sql`
      insert into presence (person_id, state, since) values (${id}, 'online', now()) on conflict (person_id) do nothing`
}
