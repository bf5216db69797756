"use client"

import { useMemo, useState } from "react"
import { draftOf, type FieldDraft, type FieldDrafts } from "@/components/ticket/field-draft"
import { readForm } from "@/components/form/form-reader"
import type { Text } from "@/core/text"
import type { Values } from "@/core/ticket/event"
import type { InboxAction } from "./shortcuts"
import type { TodoDetail } from "./work-sections"

/** What somebody typed on a todo and has not sent; kept while they look at another one. */
export type WorkDraft = { comment: string; fields: FieldDrafts }

const nothing: WorkDraft = { comment: "", fields: {} }

/**
 * The form of a todo as it is being filled in. `drafts` has every field; `onDraft` is told of what was typed, not of
 * what stood there. `submit` reads it for an action: null when something is wrong, which is then marked.
 */
export function useWorkForm(options: {
  todo: TodoDetail | undefined
  initial: WorkDraft | undefined
  onDraft: (draft: WorkDraft) => void
  timeZone: string
}) {
  const { todo, timeZone } = options
  const [draft, setDraft] = useState(options.initial ?? nothing)
  const [problems, setProblems] = useState<Record<string, Text>>({})
  const [isCommentMissing, setCommentMissing] = useState(false)
  const drafts = useMemo(
    (): FieldDrafts => ({
      ...Object.fromEntries(
        todo?.fields.map(({ field, value, editable }) => [
          field.key,
          draftOf(field, editable ? (value ?? field.initial) : value, timeZone),
        ]) ?? [],
      ),
      ...draft.fields,
    }),
    [todo, draft.fields, timeZone],
  )
  const change = (next: WorkDraft) => {
    setDraft(next)
    options.onDraft(next)
  }
  return {
    comment: draft.comment,
    drafts,
    problems,
    isCommentMissing,
    setComment(comment: string) {
      setCommentMissing(false)
      change({ ...draft, comment })
    },
    setField(key: string, value: FieldDraft) {
      const { [key]: _solved, ...rest } = problems
      setProblems(rest)
      change({ ...draft, fields: { ...draft.fields, [key]: value } })
    },
    submit(action: InboxAction): { comment: string; fields: Values } | null {
      if (!todo) return null
      const known = Object.fromEntries(todo.fields.map(({ field, value }) => [field.key, value]))
      const asked = todo.fields
        .filter(({ editable }) => editable)
        .map(({ field, required }) => ({ ...field, required }))
      // Who rejects need not fill in what only an approval would use.
      const reading = readForm(asked, drafts, {
        known,
        timeZone,
        complete: action.decision !== "reject",
        allFields: todo.fields.map(({ field }) => field),
        builtIns: todo.builtIns,
      })
      const comment = draft.comment.trim()
      const lacksComment = action.commentRequired && comment === ""
      setProblems(reading.problems)
      setCommentMissing(lacksComment)
      return Object.keys(reading.problems).length > 0 || lacksComment ? null : { comment, fields: reading.values }
    },
  }
}
