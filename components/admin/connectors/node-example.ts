/** A JavaScript string literal: what is pasted must be a program whatever the values hold. */
const quoted = (text: string) => JSON.stringify(text)

/**
 * A program for Node 20 and later that sends one signed event to an ingest address. Needs no package. The signature is
 * that of Standard Webhooks: HMAC-SHA256 over id, time and body with the bytes of the secret behind its prefix. Pure.
 */
export function nodeExample(connector: { url: string; sourcePrefix: string; secret: string | null }): string {
  const secret = connector.secret === null ? "process.env.FIRSTCALL_SECRET" : quoted(connector.secret)
  return `import { createHmac, randomUUID } from "node:crypto"

const url = ${quoted(connector.url)}
const secret = ${secret}

const callId = randomUUID()
const body = JSON.stringify({
  specversion: "1.0",
  id: randomUUID(), // the same id sent twice is stored once
  source: ${quoted(`${connector.sourcePrefix}node-1`)},
  type: "cti.call.offered",
  subject: \`call/\${callId}\`,
  time: new Date().toISOString(),
  data: { direction: "in", ani: "13800000000", dnis: "4008001234" },
})

const id = \`msg_\${randomUUID()}\`
const timestamp = String(Math.floor(Date.now() / 1000)) // a signature is good for five minutes
const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64")
const signature = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${body}\`).digest("base64")

const response = await fetch(url, {
  method: "POST",
  headers: {
    "content-type": "application/cloudevents+json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": \`v1,\${signature}\`,
  },
  body,
})
console.log(response.status, await response.text())
`
}
