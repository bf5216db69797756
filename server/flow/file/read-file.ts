import * as z from "zod"
import { bindReferences } from "@/core/flow/file/bind-references"
import { referenceTypes } from "@/core/flow/file/flow-file"
import { readFlowFile } from "@/core/flow/file/read-flow-file"
import { draftGraphSchema } from "@/core/flow/graph"
import type { TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"
import { listedSchema } from "../bpmn/account"
import { readBpmn } from "../bpmn/read-bpmn"
import { tenantNames } from "./tenant-names"

const boundSchema = z.strictObject({
  type: z.enum(referenceTypes),
  name: z.string(),
  outcome: z.enum(["byName", "missing", "copy"]),
  nodeIds: z.array(z.string()),
  inSettings: z.boolean(),
})

/** What a file holds, before anything is saved. */
export const filePreviewSchema = z.strictObject({
  format: z.enum(["json", "bpmn"]),
  name: z.string(),
  description: z.string(),
  graph: draftGraphSchema,
  /** What the flow names that was not simply found again. */
  bound: z.array(boundSchema),
  /** What of a BPMN file is in the flow in another form, or not at all. */
  listed: z.array(listedSchema),
})
export type FilePreview = z.infer<typeof filePreviewSchema>

/** A file that somebody brings, read for this organisation; saves nothing. INVALID lists all that is wrong with it. */
export async function readFile(tenant: TenantRef, text: string): Promise<FilePreview> {
  const names = await tenantNames(tenant)
  if (isXml(text)) {
    const result = await readBpmn(text, names)
    if (!result.ok) throw new AppError("INVALID", { problems: result.problems })
    const { name, description, graph, bound, listed } = result
    return { format: "bpmn", name, description, graph, bound, listed }
  }
  const result = readFlowFile(text)
  if (!result.ok) throw new AppError("INVALID", { problems: result.problems })
  const { name, description } = result.file
  const { graph, bound } = bindReferences(result.file, names)
  return { format: "json", name, description, graph, bound, listed: [] }
}

const isXml = (text: string) => /^\uFEFF?\s*</.test(text)
