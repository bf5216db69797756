import { isExtensionEvent, subjectOf } from "@/core/call/event"
import {
  extensionStateSchema,
  mergeExtension,
  newExtensionState,
  type ExtensionState,
} from "@/core/call/extension-state"
import type { TransactionSql } from "@/db/connect"
import { loadNewEvents } from "./load-events"
import { textArray } from "./text-array"

/** Merges the new events of these extensions into their rows, which it creates and locks in the order of their numbers. */
export async function mergeExtensions(tx: TransactionSql, extensions: readonly string[]): Promise<void> {
  if (extensions.length === 0) return
  const ids = textArray([...extensions].sort())
  await tx`
    insert into extension (extension) select id from unnest(${ids}::text::text[]) as id order by id
    on conflict (extension) do nothing`
  const rows = await tx<{ extension: string; detail: unknown; readUntil: Date | null }[]>`
    select extension, detail, read_until as "readUntil" from extension
    where extension = any(${ids}::text::text[]) order by extension for update`
  const events = await loadNewEvents(
    tx,
    rows.map((row) => ({ subject: subjectOf("ext", row.extension), after: row.readUntil })),
  )
  const states = new Map<string, ExtensionState>(
    rows.map((row) => [
      row.extension,
      row.detail === null ? newExtensionState(row.extension) : extensionStateSchema.parse(row.detail),
    ]),
  )
  for (const event of events.filter(isExtensionEvent)) {
    const number = event.subject.slice("ext/".length)
    const state = states.get(number)
    if (state) states.set(number, mergeExtension(state, event))
  }
  await tx`
    update extension set detail = row.detail, read_until = now()
    from jsonb_to_recordset(${JSON.stringify([...states.values()].map((detail) => ({ extension: detail.extension, detail })))}::jsonb)
      as row(extension text, detail jsonb)
    where extension.extension = row.extension`
}
