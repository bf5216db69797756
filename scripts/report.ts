import { parseArgs } from "node:util"
import { closeClients } from "@/db/close-clients"
import { daysRange } from "@/server/telephony/day-range"
import type { Figures } from "@/server/telephony/figures"
import { findTenant } from "@/server/telephony/find-tenant"
import { readFigures } from "@/server/telephony/today"
import { useInstance } from "./instance-env"

// npm run report -- --tenant SLUG --from 1999-01-01 --to 1999-01-31 [--json] [--service-level 20] [--queue ID]
// The figures of the calls that arrived on these days, the last one included, in the tenant's own time zone.

const usage =
  "npm run report -- --tenant SLUG --from YYYY-MM-DD --to YYYY-MM-DD [--json] [--service-level SECONDS] [--queue ID]"

function fail(text: string): never {
  console.error(`${text}\n\n${usage}`)
  process.exit(1)
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        tenant: { type: "string" },
        from: { type: "string" },
        to: { type: "string" },
        json: { type: "boolean", default: false },
        "service-level": { type: "string", default: "20" },
        queue: { type: "string" },
      },
    })
    const day = (name: "from" | "to") => {
      const text = values[name]
      return text && /^\d{4}-\d\d-\d\d$/.test(text) ? text : fail(`--${name} must be a day such as 1999-01-31.`)
    }
    const serviceLevelSec = Number(values["service-level"])
    if (!(serviceLevelSec > 0)) fail("--service-level must be a number of seconds.")
    return {
      ...values,
      tenant: values.tenant ?? fail("--tenant is missing."),
      from: day("from"),
      to: day("to"),
      serviceLevelSec,
    }
  } catch (error) {
    return fail((error as Error).message)
  }
}

const options = readOptions()
useInstance()
const tenant = (await findTenant(options.tenant)) ?? fail(`There is no tenant "${options.tenant}".`)
const range = daysRange(options.from, options.to, tenant.timeZone)
const limits = { serviceLevelSec: options.serviceLevelSec, shortAbandonSec: 5 }
const figures = await readFigures(tenant, range, limits, options.queue === undefined ? undefined : [options.queue])
const report = reportOf(figures)
if (options.json) console.log(JSON.stringify(report))
else printTable(report)
await closeClients()
process.exit(0)

/** Durations to a hundredth of a second, rates to a hundredth of a percent; null where there is nothing to divide by. */
function reportOf({ serviceLevel, ...sums }: Figures) {
  const rounded = ({ value }: { value: number | null }, digits: number) =>
    value === null ? null : Number(value.toFixed(digits))
  return {
    tenant: options.tenant,
    from: options.from,
    to: options.to,
    timeZone: tenant.timeZone,
    ...(options.queue !== undefined && { queue: options.queue }),
    records: sums.records,
    answered: sums.answered,
    direct: sums.direct,
    abandonedInQueue: sums.abandonedInQueue,
    hungUpInIvr: sums.hungUpInIvr,
    otherExits: sums.otherExits,
    selfServed: sums.selfServed,
    open: sums.open,
    asaSec: rounded(sums.asaSec, 2),
    talkSec: rounded(sums.talkSec, 2),
    abandonmentRate: rounded(sums.abandonmentRate, 4),
    serviceLevelSec: sums.serviceLevelSec,
    serviceLevel: {
      A: rounded(serviceLevel.A, 4),
      B: rounded(serviceLevel.B, 4),
      C: rounded(serviceLevel.C, 4),
      D: rounded(serviceLevel.D, 4),
      E: rounded(serviceLevel.E, 4),
    },
  }
}

function printTable({ serviceLevel, ...rest }: ReturnType<typeof reportOf>): void {
  const levels = Object.entries(serviceLevel).map(([name, value]) => [`serviceLevel ${name}`, value] as const)
  const rows = [...Object.entries(rest), ...levels]
  const width = Math.max(...rows.map(([name]) => name.length))
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value ?? "–"}`)
}
