import { galleryFlows } from "@/core/flow/starters/starters"
import type { DraftGraph } from "@/core/flow/graph"
import { sketchOf, type Sketch } from "@/core/flow/sketch"
import type { Locale, Text } from "@/core/text"
import type { TenantRef } from "@/db/tenant-client"
import { loadDirectory } from "@/server/people/directory"

export type TenantStarter = { key: string; name: Text; description: Text; draft: DraftGraph; sketch: Sketch }

/** Everything a new flow may begin with, with this tenant's own units and people in them; the graph's texts are in `locale`. */
export async function tenantStarters(tenant: TenantRef, locale: Locale): Promise<TenantStarter[]> {
  const directory = await loadDirectory(tenant)
  const owners = directory.people.filter((person) => person.active && person.roles.includes("owner"))
  const homeUnitId = deepestUnit(directory.units)
  const serviceGroup = directory.skillGroups[0]
  const context = {
    homeUnitId,
    administratorIds: owners.slice(0, 20).map((person) => person.id),
    ...(serviceGroup && { serviceGroupId: serviceGroup.id }),
  }
  const [en, zh] = [galleryFlows({ ...context, locale: "en" }), galleryFlows({ ...context, locale: "zh" })]
  return en.map((english, index) => {
    const chinese = zh[index]!
    return {
      key: english.key,
      name: { en: english.name, zh: chinese.name },
      description: { en: english.description, zh: chinese.description },
      draft: (locale === "zh" ? chinese : english).draft,
      sketch: sketchOf(english.draft),
    }
  })
}

/** A unit at the lowest level: it has supervisors above it to climb. Null in a tenant without units. */
function deepestUnit(units: { id: string; parentId: string | null }[]): string | null {
  const parents = new Map(units.map((unit) => [unit.id, unit.parentId]))
  const depth = (id: string | null, steps = 0): number =>
    id === null || steps > units.length ? steps : depth(parents.get(id) ?? null, steps + 1)
  return units.toSorted((a, b) => depth(b.id) - depth(a.id))[0]?.id ?? null
}
