import { randomUUID } from "node:crypto"
import type postgres from "postgres"
import { canonicalJson } from "@/core/canonical-json"
import type { DraftGraph } from "@/core/flow/graph"
import type { Directory, DirectoryPerson } from "@/core/people/directory"
import { invariant } from "@/core/problem"
import { directory, ids, uuid } from "@/core/ticket/testing/tenant"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { createContext } from "@/server/api/context"
import { appRouter } from "@/server/api/router"
import { createCallerFactory } from "@/server/api/trpc"
import { forgetSessions, loadSession } from "@/server/auth/load-session"
import { defaultScope } from "@/server/flow/scope"
import { forgetDirectory, loadDirectory } from "@/server/people/directory"
import { loadCalendars } from "@/server/sla/calendars"
import { createTestTenant } from "@/server/tenant/testing/create-test-tenant"
import type { ModelWorld } from "./model-tenant"

const createCaller = createCallerFactory(appRouter)

/** Reads everything and may change nothing: none of the engine's commands are for them. */
export const auditorId = uuid(21)

const auditor: DirectoryPerson = {
  ...directory.people[0]!,
  id: auditorId,
  name: "Aud",
  email: "aud@example.com",
  roles: ["auditor"],
}

/** Tables that hold tickets and what comes of them. */
const tables = ["ticket", "step", "todo", "timer", "clock", "request", "pool", "notification", "feed_event"]

/**
 * A tenant on Postgres with the people of core/ticket/testing/tenant, under the same ids in every tenant: what one of them
 * confuses with another tenant's would show.
 */
export class RealTenant {
  private readonly accounts = new Map<string, string>()
  private left: string | null = null
  private capacity: number | null = null
  private flows = 0

  private constructor(
    readonly tenant: TenantRef,
    private readonly admin: postgres.Sql,
    /** As a sign-up leaves it. */
    private readonly bare: Directory,
    private readonly calendars: ModelWorld["calendars"],
  ) {}

  static async create(admin: postgres.Sql): Promise<RealTenant> {
    const { tenant, session } = await createTestTenant()
    // Whoever signed up has every role; without them the tenant is the one that the model knows.
    await withTenant(tenant).sql`update person set active = false where id = ${session.person.id}`
    forgetDirectory(tenant)
    const real = new RealTenant(tenant, admin, await loadDirectory(tenant), await loadCalendars(tenant))
    await real.settlePeople()
    return real
  }

  /** Through the server, as somebody: `null` when nobody of this id ever had an account. */
  callerOf(personId: string): Pick<ReturnType<typeof createCaller>, "ticket" | "todo"> {
    const accountId = this.accounts.get(personId)
    const claims = accountId === undefined ? null : { accountId, tenantId: this.tenant.id, epoch: 0 }
    const load = async () => (claims ? loadSession(claims) : null)
    return createCaller(createContext({ loadSession: load, address: "10.0.0.1" }))
  }

  /** The people and the hours as they are now, worked out without asking the tenant. */
  world(): ModelWorld {
    return { directory: this.everybody(), calendars: this.calendars }
  }

  person(personId: string): DirectoryPerson | undefined {
    return this.everybody().people.find(({ id }) => id === personId)
  }

  /** Makes somebody leave, or everybody be there again. */
  async leave(personId: string | null): Promise<void> {
    if (personId === this.left) return
    const back = this.left
    await withTenant(this.tenant).sql`
      update person set active = id <> ${personId ?? uuid(0)} where id in (${personId ?? uuid(0)}, ${back ?? uuid(0)})`
    this.left = personId
    forgetDirectory(this.tenant)
    forgetSessions(this.tenant.id)
  }

  /** How much each of them takes at once; null = any number. */
  async limit(capacity: number | null): Promise<void> {
    if (capacity === this.capacity) return
    await withTenant(this.tenant).sql`update person set capacity = ${capacity}`
    this.capacity = capacity
    forgetDirectory(this.tenant)
  }

  /** A flow whose only version is this graph; put into its tables, since publishing has tests of its own. */
  async addFlow(draft: DraftGraph, { flowId, versionId }: { flowId: string; versionId: string }): Promise<void> {
    const { sql } = withTenant(this.tenant)
    const number = 1000 + this.flows++
    await sql`
      insert into flow (id, number, name, scope, draft, current_version_id, released_at)
      values (${flowId}, ${number}, ${flowName}, ${sql.json(defaultScope as never)}, ${sql.json(draft as never)},
        ${versionId}, now())`
    await sql`
      insert into flow_version (id, flow_id, number, graph)
      values (${versionId}, ${flowId}, 1, ${sql.json(draft as never)})`
  }

  /** As before the first ticket. Only the database's owner can: a tenant's login deletes no step. */
  async clear(): Promise<void> {
    const { schema } = this.tenant
    const emptied = tables.map((name) => `delete from ${schema}.${name};`).join(" ")
    await this.admin.unsafe(`${emptied} select setval('${schema}.ticket_number', 1, false)`)
    await this.leave(null)
  }

  /** Runs SQL as the database's owner, with the tenant's schema in front: to break something on purpose. */
  async sabotage(statements: string): Promise<void> {
    await this.admin.unsafe(`set search_path to ${this.tenant.schema}; ${statements}; set search_path to default`)
    forgetDirectory(this.tenant)
    forgetSessions(this.tenant.id)
  }

  private everybody(): Directory {
    const { people, units, skillGroups } = this.bare
    const everybody = [...people, ...directory.people, auditor].map((person) => ({
      ...person,
      active: person.active && person.id !== this.left,
      capacity: this.capacity,
      approvalLimit: null,
    }))
    return {
      people: everybody,
      units: [...units, ...directory.units],
      skillGroups: [...skillGroups, ...directory.skillGroups],
      substitutes: [],
    }
  }

  private async settlePeople(): Promise<void> {
    const { sql } = withTenant(this.tenant)
    const { units, skillGroups } = directory
    const people = this.everybody().people.slice(this.bare.people.length)
    await sql.begin(async (tx) => {
      for (const { id, name, parentId } of units) {
        await tx`insert into unit (id, parent_id, name) values (${id}, ${parentId}, ${name})`
      }
      for (const { id, key, name } of skillGroups) {
        await tx`insert into skill_group (id, key, name) values (${id}, ${key}, ${name})`
      }
      for (const person of people) {
        const accountId = randomUUID()
        this.accounts.set(person.id, accountId)
        const { id, name, email, roles, unitId, active, presence } = person
        await tx`
          insert into person (id, account_id, name, email, roles, unit_id, active)
          values (${id}, ${accountId}, ${name}, ${email}, ${tx.json(roles)}, ${unitId}, ${active})`
        await tx`insert into presence (person_id, state, since) values (${id}, ${presence}, now())`
        for (const groupId of person.skillGroupIds) {
          await tx`insert into skill_member (skill_group_id, person_id) values (${groupId}, ${id})`
        }
      }
      for (const { id, headId } of units) await tx`update unit set head_id = ${headId} where id = ${id}`
    })
    for (const [personId, id] of this.accounts) {
      await this.admin`
        insert into control.account (id, email, name, password_hash) values (${id}, ${`${id}@example.com`}, 'Somebody', '-')`
      await this.admin`
        insert into control.membership (account_id, tenant_id, person_id) values (${id}, ${this.tenant.id}, ${personId})`
    }
    forgetDirectory(this.tenant)
    const found = await loadDirectory(this.tenant)
    invariant(inOrder(found) === inOrder(this.everybody()), "the people of the tenant are not those of the model")
  }
}

export const flowName = "Fee reduction"

/** Whoever may be missing for a while: an agent, or the head that others' work goes to. */
export const mayLeave = [ids.agents[0], ids.supervisor, ids.agents[1]] as const

/** Units and groups come by name, people by id. */
function inOrder({ people, units, skillGroups, substitutes }: Directory): string {
  const byId = <T extends { id: string }>(list: T[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return canonicalJson([byId(people), byId(units), byId(skillGroups), substitutes ?? []])
}
