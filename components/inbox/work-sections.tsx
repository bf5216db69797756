"use client"

import { useMemo, type ReactNode } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import type { inferRouterOutputs } from "@trpc/server"
import { eventLook } from "@/components/ticket/event-icon"
import type { EventNames } from "@/components/ticket/event-names"
import { EventRow } from "@/components/ticket/event-row"
import { FieldFacts } from "@/components/ticket/field-facts"
import type { FieldDrafts } from "@/components/ticket/field-draft"
import { FormFields } from "@/components/form/form-fields"
import { OriginFacts } from "@/components/ticket/origin-facts"
import { WhomToCall } from "./whom-to-call"
import { ApprovalProgress } from "@/components/ticket/approval-progress"
import type { Text } from "@/core/text"
import type { AppRouter } from "@/server/api/router"

export type TodoDetail = inferRouterOutputs<AppRouter>["todo"]["get"]

/** The pane is wide: labels at a third of it would stand far from what they name. */
const narrowLabels = "md:[&>div]:grid-cols-[8.5rem_1fr]"

/** What the work pane shows of a todo: instructions, form, votes, why it is here, what happened before. */
export function WorkSections(props: {
  todo: TodoDetail
  names: EventNames
  drafts: FieldDrafts
  problems: Readonly<Record<string, Text>>
  /** This person may fill it in; else values are shown, not inputs. */
  isEditable: boolean
  isDisabled: boolean
  onDraft: (key: string, draft: FieldDrafts[string]) => void
  /** Whom to choose for the next steps; null when that is not asked. */
  choices: ReactNode
}) {
  const t = useTranslations("inbox.pane")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const { todo, names } = props
  const editable = todo.fields.filter((entry) => entry.editable && props.isEditable)
  const shown = todo.fields.filter((entry) => !editable.includes(entry))
  const { isEditable } = props
  const values = useMemo(
    () => Object.fromEntries(todo.fields.map(({ field, value }) => [field.key, value])),
    [todo.fields],
  )
  const all = useMemo(() => todo.fields.map(({ field }) => field), [todo.fields])
  const asked = useMemo(
    () =>
      todo.fields.flatMap(({ field, editable: mayFill, required }) =>
        mayFill && isEditable ? [{ ...field, required }] : [],
      ),
    [todo.fields, isEditable],
  )
  // The flow going on by itself is for the ticket's own page; here it would bury what people did.
  const history = useMemo(
    () => todo.events.filter(({ body }) => !eventLook(body).isQuiet && body.type !== "opened").toReversed(),
    [todo.events],
  )
  const opener = todo.events[0]
  const openedBy =
    opener?.body.type === "opened" && opener.body.initiatorId ? names.person(opener.body.initiatorId)[locale] : null
  return (
    <>
      {todo.instructions !== "" && (
        <Section title={t("instructions")}>
          <p className="max-w-[68ch] text-sm text-pretty whitespace-pre-wrap">{todo.instructions}</p>
        </Section>
      )}
      {todo.call && (
        <Section title={t("call")}>
          <WhomToCall call={todo.call} />
        </Section>
      )}
      {todo.progress && (
        <Section title={t("votes")}>
          <ApprovalProgress progress={todo.progress} />
        </Section>
      )}
      {editable.length > 0 && (
        <Section title={t("fill")}>
          <div className="@container max-w-2xl">
            <FormFields
              isOpen
              fields={asked}
              allFields={all}
              drafts={props.drafts}
              known={values}
              builtIns={todo.builtIns}
              problems={props.problems}
              people={todo.people}
              isDisabled={props.isDisabled}
              timeZone={timeZone}
              onDraft={props.onDraft}
            />
          </div>
        </Section>
      )}
      {props.choices && (
        <Section title={t("choices")}>
          <div className="max-w-xl space-y-4">{props.choices}</div>
        </Section>
      )}
      {shown.length > 0 && (
        <Section title={t("form")}>
          <FieldFacts
            fields={shown.map(({ field }) => field)}
            values={values}
            people={todo.people}
            columns={2}
            className={narrowLabels}
          />
        </Section>
      )}
      <Section title={t("why")}>
        <OriginFacts origin={todo.origin} openedBy={openedBy} flowName={todo.flowName} className={narrowLabels} />
      </Section>
      <Section title={t("history")}>
        {history.length === 0 ? (
          <p className="text-sm text-muted">{t("noHistory")}</p>
        ) : (
          <ol aria-label={t("history")}>
            {history.map((event, index) => (
              <li key={event.seq}>
                <EventRow event={event} names={names} isLast={index === history.length - 1} />
              </li>
            ))}
          </ol>
        )}
      </Section>
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="px-4 py-4 md:px-6">
      <h3 className="mb-2 text-xs font-medium text-muted">{title}</h3>
      {children}
    </section>
  )
}
