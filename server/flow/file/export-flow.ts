import * as z from "zod"
import { writeFlowFile } from "@/core/flow/file/write-flow-file"
import type { Role } from "@/core/people/directory"
import { localeSchema } from "@/core/text"
import type { TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { writeBpmn } from "../bpmn/write-bpmn"
import { getFlow } from "../get-flow"
import { getVersion } from "../versions"
import { tenantNames } from "./tenant-names"

export const exportInput = z.strictObject({
  flowId: z.uuid(),
  /** Null: the draft. */
  versionId: z.uuid().nullable(),
  format: z.enum(["json", "bpmn"]),
  /** Of the exits' names in BPMN. */
  locale: localeSchema.default("en"),
})

export const exportedSchema = z.strictObject({ fileName: z.string(), mediaType: z.string(), text: z.string() })

/** A flow's draft or one of its versions as a file. NOT_FOUND also for a version of another flow. */
export async function exportFlow(
  tenant: TenantRef,
  roles: Role[],
  { flowId, versionId, format, locale }: z.infer<typeof exportInput>,
): Promise<z.infer<typeof exportedSchema>> {
  const flow = await getFlow(tenant, roles, flowId)
  const version = versionId === null ? null : await getVersion(tenant, roles, versionId)
  if (version && version.flowId !== flowId) throw new AppError("NOT_FOUND")
  const { name, description } = flow
  const graph = version?.graph ?? flow.draft
  const file = writeFlowFile({ name, description, graph }, await tenantNames(tenant))
  const fileName = `${fileStem(name)}${version ? ` v${version.number}` : ""}`
  if (format === "bpmn") {
    return { fileName: `${fileName}.bpmn`, mediaType: "application/xml", text: await writeBpmn(file, locale) }
  }
  return {
    fileName: `${fileName}.${format}`,
    mediaType: "application/json",
    text: `${JSON.stringify(file, null, 2)}\n`,
  }
}

/** The flow's name without what file systems refuse. */
const fileStem = (name: string) =>
  name
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, "-")
    .trim()
    .slice(0, 80) || "flow"
