import { randomUUID } from "node:crypto"
import { nothing, type Samples, type World } from "../samples"

// What flows ask of other systems: services, and the node kinds made of them.

/** Names are unique in a tenant. The address is not on the internet, so that nothing ever leaves. */
const newService = ({ canary }: World) => ({
  name: `${canary} ${randomUUID().slice(0, 8)}`,
  baseUrl: "http://127.0.0.1",
  headers: [{ name: "Authorization", value: canary }],
})
const service = async (world: World) =>
  (await world.caller.service.save({ serviceId: null, ...newService(world) })).serviceId

async function newKind(world: World) {
  // Names are short: the canary is in the description.
  const name = `Kind ${randomUUID().slice(0, 8)}`
  const both = { en: name, zh: name }
  return {
    name: both,
    description: { en: world.canary, zh: world.canary },
    icon: "database" as const,
    fields: [],
    request: {
      serviceId: await service(world),
      method: "GET" as const,
      path: "/level",
      attemptsMax: 1,
      timeoutSec: 5,
    },
    results: [],
    exits: [{ id: "done", title: both, tone: "neutral" as const }],
    exitPointer: "",
  }
}
const kind = async (world: World) =>
  (await world.caller.kind.save({ kindId: null, revision: 0, definition: await newKind(world) })).kindId

export const serviceSamples: Samples = {
  list: nothing,
  save: async (world) => ({ serviceId: await service(world), ...newService(world) }),
  remove: async (world) => ({ serviceId: await service(world) }),
  test: async (world) => ({ serviceId: await service(world), method: "GET", path: "/" }),
}

export const kindSamples: Samples = {
  list: nothing,
  save: async (world) => ({ kindId: await kind(world), revision: 1, definition: await newKind(world) }),
  remove: async (world) => ({ kindId: await kind(world) }),
}
