import { fileRefSchema, type FileRef } from "@/core/flow/form/file"
import type { Values } from "@/core/ticket/event"
import { withTenant, type TenantRef } from "@/db/tenant-client"
import { AppError } from "@/server/api/app-error"

/** Every file the values name. Rows of tables look otherwise and are passed over. */
function filesOf(values: Values): { key: string; file: FileRef }[] {
  return Object.entries(values).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : []).flatMap((row) => {
      const file = fileRefSchema.safeParse(row)
      return file.success ? [{ key, file: file.data }] : []
    }),
  )
}

/**
 * Before a form goes to the engine: every file it names was uploaded here and is what the form says it is. They are kept
 * from now on, also when the engine then refuses: a file too many is less bad than a ticket whose file is gone. Throws
 * INVALID with the field.
 */
export async function keepFiles(tenant: TenantRef, values: Values): Promise<void> {
  const named = filesOf(values)
  if (named.length === 0) return
  const files = named.map(({ file: { id, name, size, type, sha256 } }) => ({ id, name, size, type, sha256 }))
  const { sql } = withTenant(tenant)
  const kept = await sql<{ id: string }[]>`
    update attachment a set kept_at = coalesce(kept_at, now())
    from jsonb_to_recordset(${sql.json(files)}) as f(id uuid, name text, size int, type text, sha256 text)
    where a.id = f.id and a.name = f.name and a.size = f.size and a.type = f.type and a.sha256 = f.sha256
    returning a.id`
  const known = new Set(kept.map(({ id }) => id))
  const problems = named
    .filter(({ file }) => !known.has(file.id))
    .map(({ key, file: { name } }) => ({
      code: "fileGone",
      severity: "error" as const,
      place: { field: key },
      text: { en: `“${name}” is not here any more. Upload it again.`, zh: `“${name}”已不存在，请重新上传。` },
    }))
  if (problems.length > 0) throw new AppError("INVALID", { problems })
}
