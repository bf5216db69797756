import { setTimeout as sleep } from "node:timers/promises"
import { closeClients } from "@/db/close-clients"
import { loadSession } from "@/server/auth/load-session"
import { signIn } from "@/server/auth/sign-in"
import { addSampleConnector } from "@/server/sample/connector"
import { fitSampleFlows } from "@/server/sample/flows"
import { addSamplePeople, sampleAccounts, samplePassword } from "@/server/sample/people"
import { findTenant } from "@/server/tenant/find-tenant"
import { provisioning } from "@/server/tenant/provisioning"
import { signUp } from "@/server/tenant/sign-up"

// Makes the sample workspace the way a customer would: sign-up, provisioning by a worker, invitations. Can be repeated and
// goes on where a killed run stopped. The last line is JSON for the start script.

const slug = "sample"
const ownerEmail = "owner@sample.example"
const locale = /^zh/i.test(process.env["LC_ALL"] ?? process.env["LANG"] ?? "") ? "zh" : "en"
const provisioningMaxMs = 60_000

const owner = { organisation: { en: "Harbour Hotline", zh: "海港客服热线" }, name: { en: "Olivia Lin", zh: "林舒" } }

if (!(await findTenant(slug))) {
  console.log("signing up")
  const { requestId } = await signUp({
    organisation: owner.organisation[locale],
    slug,
    name: owner.name[locale],
    email: ownerEmail,
    password: samplePassword,
    locale,
    timeZone: "Asia/Shanghai",
    address: "127.0.0.1",
  })
  for (const until = Date.now() + provisioningMaxMs; ; await sleep(200)) {
    const { state, step } = await provisioning(requestId)
    if (state === "ready") break
    if (state === "failed" || Date.now() > until) throw new Error(`provisioning stopped at ${step}`)
    console.log(`provisioning: ${step}`)
  }
}

const claims = await signIn({ email: ownerEmail, password: samplePassword, address: "127.0.0.1" })
const session = claims && (await loadSession(claims))
if (session) {
  console.log("adding people")
  await addSamplePeople(session)
  console.log("publishing flows")
  await fitSampleFlows(session)
  console.log("connecting the simulated telephone system")
  await addSampleConnector(session)
}
const accounts = [
  { name: owner.name[locale], email: ownerEmail, password: samplePassword, role: "owner" },
  ...sampleAccounts.map(({ name, email, roles }) => ({
    name: name[locale],
    email,
    password: samplePassword,
    role: roles.join(", "),
  })),
]
await closeClients()
// Without a session somebody changed the owner's password: the workspace is theirs now, and nothing is printed of it.
console.log(JSON.stringify({ accounts: session ? accounts : [] }))
process.exit(0)
