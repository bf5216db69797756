import * as z from "zod"
import type { Value } from "@/core/ticket/event"
import type { FieldKind } from "../field-kind"
import { setting } from "../setting"
import { fileGroups, fileLimits, fileRefSchema, groupOf } from "../file"

const schema = z.strictObject({
  maxFiles: z
    .int()
    .min(1)
    .max(fileLimits.filesMax)
    .optional()
    .meta(setting({ control: "number", label: { en: "Files at most", zh: "文件数上限" } })),
  accept: z
    .array(z.enum(fileGroups.map(({ value }) => value)))
    .max(fileGroups.length)
    .optional()
    .meta(setting({ control: "options", label: { en: "What is taken", zh: "允许的类型" }, options: fileGroups })),
})

const rowsOf = (value: Value) => (Array.isArray(value) ? value : [])

export const file: FieldKind<z.infer<typeof schema>> = {
  kind: "file",
  icon: "paperclip",
  group: "more",
  title: { en: "Files", zh: "附件" },
  description: { en: "Pictures, PDF, office documents, recordings", zh: "图片、PDF、办公文档、录音" },
  type: "rows",
  settings: schema,
  fault(value, { maxFiles = fileLimits.filesMax, accept = [] }) {
    const rows = rowsOf(value)
    if (rows.length > maxFiles) return { en: `at most ${maxFiles} files`, zh: `不超过${maxFiles}个文件` }
    for (const row of rows) {
      const ref = fileRefSchema.safeParse(row)
      if (!ref.success) return { en: "files that were uploaded here", zh: "在此上传的文件" }
      const group = groupOf(ref.data.type)
      if (accept.length > 0 && (!group || !accept.includes(group))) {
        const names = fileGroups.filter((one) => accept.includes(one.value)).map(({ label }) => label)
        return { en: names.map(({ en }) => en).join(", "), zh: names.map(({ zh }) => zh).join("、") }
      }
    }
    return null
  },
  schema: ({ maxFiles = fileLimits.filesMax, accept = [] }) => ({
    type: "array",
    maxItems: maxFiles,
    items: {
      type: "object",
      required: ["id", "name", "size", "type", "sha256"],
      additionalProperties: false,
      properties: {
        id: { type: "string", format: "uuid" },
        name: { type: "string", minLength: 1, maxLength: 200 },
        size: { type: "integer", minimum: 1, maximum: fileLimits.bytesMax },
        type: { type: "string", maxLength: 100 },
        sha256: { type: "string", pattern: "^[0-9a-f]{64}$" },
      },
    },
    ...(accept.length > 0 && { "x-accept": accept }),
  }),
  parts: () => [
    {
      name: "count",
      type: "int",
      label: { en: "number of files", zh: "文件数" },
      valueOf: (value) => rowsOf(value).length,
    },
  ],
}
