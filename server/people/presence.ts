import { eq } from "drizzle-orm"
import * as z from "zod"
import { presenceSchema } from "@/core/people/directory"
import { withTenant } from "@/db/tenant-client"
import { presence } from "@/db/tenant/people"
import type { Session } from "@/server/auth/session"
import { forgetDirectory } from "./directory"

export const myPresenceSchema = z.object({
  state: presenceSchema,
  reason: z.string().nullable(),
  /** Null for somebody who has never said anything: away. */
  since: z.date().nullable(),
})
export type MyPresence = z.infer<typeof myPresenceSchema>

export async function myPresence({ tenant, person }: Session): Promise<MyPresence> {
  const [row] = await withTenant(tenant)
    .db.select({ state: presence.state, reason: presence.reason, since: presence.since })
    .from(presence)
    .where(eq(presence.personId, person.id))
  return row ?? { state: "away", reason: null, since: null }
}

/** Whether I take work now. Saying the same again keeps `since`. */
export async function setPresence(
  session: Session,
  { state, reason }: Pick<MyPresence, "state" | "reason">,
): Promise<MyPresence> {
  const { tenant, person } = session
  await withTenant(tenant).sql`
    insert into presence as before (person_id, state, reason, since) values (${person.id}, ${state}, ${reason}, now())
    on conflict (person_id) do update set state = excluded.state, reason = excluded.reason,
      since = case when before.state = excluded.state then before.since else excluded.since end`
  forgetDirectory(tenant)
  return myPresence(session)
}
