import * as z from "zod"
import { draftGraphSchema } from "@/core/flow/graph"
import { starterFlows } from "@/core/flow/starters/starters"
import { withTenant } from "@/db/tenant-client"
import type { Session } from "@/server/auth/session"
import { publish } from "@/server/flow/publish"
import { saveDraft } from "@/server/flow/save-draft"
import { loadDirectory } from "@/server/people/directory"

const rowSchema = z.object({
  id: z.uuid(),
  key: z.string(),
  draft_revision: z.int(),
  current_version_id: z.uuid(),
  number: z.int(),
})

/**
 * Publishes the starters once more with the sample's own people: two supervisors share the first approval, so that a
 * visitor signed in as one of them has work and sees the other's being done. Once: version 2 is left alone.
 */
export async function fitSampleFlows(owner: Session): Promise<void> {
  const { tenant } = owner
  const directory = await loadDirectory(tenant)
  const teams = directory.units.filter((unit) => unit.headId !== null && unit.parentId !== null && isLeaf(unit.id))
  const teamHeads = teams.flatMap((unit) => unit.headId ?? [])
  const service = directory.skillGroups.find((group) => group.key === "complaints")
  function isLeaf(id: string) {
    return !directory.units.some((unit) => unit.parentId === id)
  }
  const starters = starterFlows({
    locale: tenant.locale,
    homeUnitId: teams[0]?.id ?? null,
    administratorIds: [owner.person.id],
    ...(service && { serviceGroupId: service.id }),
  })
  const rows = await withTenant(tenant).sql`
    select f.id, f.key, f.draft_revision, f.current_version_id, v.number from flow f
    join flow_version v on v.id = f.current_version_id where f.key is not null`
  for (const row of z.array(rowSchema).parse(rows)) {
    const starter = starters.find((item) => item.key === row.key)
    if (!starter || row.number > 1) continue
    const draft = draftGraphSchema.parse(starter.draft)
    const first = draft.nodes.find((node) => node.kind === "approval" && isFirstLevel(node.config))
    if (first)
      first.config = { ...first.config, people: { type: "named", personIds: teamHeads }, distribution: "roundRobin" }
    const editor = { personId: owner.person.id, roles: owner.person.roles }
    const { revision } = await saveDraft(tenant, editor, { flowId: row.id, revision: row.draft_revision, draft })
    await publish(tenant, editor, {
      flowId: row.id,
      revision,
      currentVersionId: row.current_version_id,
      message: tenant.locale === "zh" ? "由两位主管轮流审批" : "Two supervisors take turns",
    })
  }
}

function isFirstLevel(config: Record<string, unknown>): boolean {
  const people = z.object({ type: z.literal("supervisor"), level: z.literal(1) }).safeParse(config["people"])
  return people.success
}
