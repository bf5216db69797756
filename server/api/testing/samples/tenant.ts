import { randomUUID } from "node:crypto"
import { gateway } from "@/db/gateway"
import { TEST_PASSWORD } from "@/server/tenant/testing/create-test-tenant"
import { nothing, type Samples, type World } from "../samples"

async function requestId({ session }: World): Promise<string> {
  const [row] = await gateway().sql<{ id: string }[]>`
    select id from control.provisioning where tenant_id = ${session.tenant.id}`
  return row?.id ?? ""
}

export const tenantSamples: Samples = {
  signUp: () => ({
    organisation: "Another hotline",
    name: "Olive Owner",
    email: `${randomUUID()}@example.com`,
    password: TEST_PASSWORD,
    locale: "en",
    timeZone: "Asia/Shanghai",
  }),
  provisioning: {
    input: async (world) => ({ requestId: await requestId(world) }),
    capabilities: {
      requestId: "the sign-up page asks before anybody can be signed in; the answer is a state and instants",
    },
  },
  retryProvisioning: {
    input: async (world) => ({ requestId: await requestId(world) }),
    // Nothing to retry: this tenant is ready.
    refusedWith: "NOT_FOUND",
  },
  current: nothing,
  change: ({ canary }) => ({ name: canary, locale: "en", timeZone: "Asia/Shanghai" }),
  switch: ({ session }) => ({ tenantId: session.tenant.id }),
}
