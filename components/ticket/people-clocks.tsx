"use client"

import clsx from "clsx"
import { Inbox } from "lucide-react"
import type { ReactNode } from "react"
import { useLocale, useTranslations } from "use-intl"
import { PersonChip } from "@/components/ui/person-chip"
import type { TicketState, Todo } from "@/core/ticket/state"
import { isOpenTodo } from "@/core/ticket/todo-state"
import { visitsOf, type Visit } from "./activations"
import { ApprovalProgress } from "./approval-progress"
import { ClockLines } from "./clock-lines"
import { ClockMark } from "./clock-mark"
import type { EventNames } from "./event-names"
import { TodoStatus } from "./todo-status"

/**
 * Who has the ticket and how their clocks stand: due, warnings still to come, overdue. `state` is the ticket now or,
 * with `at`, as it was at that instant. Visits that are over come below, without clocks.
 */
export function PeopleClocks(props: {
  state: TicketState
  names: EventNames
  at?: number
  /** What it waits for instead of people is told beside this. */
  waitsForOthers?: boolean
  /** What can be done with a todo, beside its status. */
  controlsOf?: (todo: Todo) => ReactNode
  /** Why a clock is due when it is, beside the clock. */
  explain?: (clockId: string, name: string) => ReactNode
}) {
  const t = useTranslations("ticket.people")
  const visits = visitsOf(props.state)
  const isOpen = (visit: Visit) => visit.seats.some(({ todo }) => isOpenTodo(todo))
  const open = visits.filter(isOpen)
  const over = visits.filter((visit) => !isOpen(visit))
  if (visits.length === 0) return props.waitsForOthers ? null : <p className="text-sm text-muted">{t("nobody")}</p>
  return (
    <div className="space-y-4">
      {open.map((visit) => (
        <VisitBlock
          key={visit.activation.id}
          visit={visit}
          names={props.names}
          at={props.at}
          controlsOf={props.controlsOf}
          explain={props.explain}
        />
      ))}
      {over.length > 0 && (
        <div className={clsx("space-y-3", open.length > 0 && "border-t border-separator pt-3")}>
          {over.map((visit) => (
            <VisitBlock key={visit.activation.id} visit={visit} names={props.names} at={props.at} isOver />
          ))}
        </div>
      )}
    </div>
  )
}

function VisitBlock(props: {
  visit: Visit
  names: EventNames
  at: number | undefined
  controlsOf?: ((todo: Todo) => ReactNode) | undefined
  explain?: ((clockId: string, name: string) => ReactNode) | undefined
  isOver?: boolean
}) {
  const t = useTranslations("ticket.people")
  const locale = useLocale()
  const { activation, seats, progress } = props.visit
  const name = props.names.node(activation.nodeId)[locale]
  return (
    <section aria-label={name}>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className={clsx("text-sm", props.isOver ? "text-muted" : "font-medium")}>
          {name}
          {activation.visit > 1 && (
            <span className="ml-1.5 text-xs text-muted">{t("visit", { visit: activation.visit })}</span>
          )}
        </h3>
        {progress && <ApprovalProgress progress={progress} isShort />}
      </div>
      {activation.clock && !props.isOver && (
        <div className="mb-1 border-b border-separator pb-1.5">
          <div className="flex min-h-7 items-center justify-between gap-3">
            <span className="text-sm text-muted">{t("step")}</span>
            <span className="flex shrink-0 items-center gap-1.5">
              <ClockMark clock={activation.clock} at={props.at} />
              {props.explain?.(activation.id, name)}
            </span>
          </div>
          <ClockLines clock={activation.clock} />
        </div>
      )}
      <ul className="divide-y divide-separator">
        {seats.map(({ todo, depth }) => (
          <li key={todo.id} className="py-1.5" style={{ paddingInlineStart: `${Math.min(depth, depthMax) * 1.25}rem` }}>
            <TodoLine
              todo={todo}
              names={props.names}
              at={props.at}
              explain={
                todo.clock && props.explain?.(todo.id, `${props.names.person(todo.assigneeId)[locale]} · ${name}`)
              }
              controls={props.controlsOf?.(todo)}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Deeper ones stand where these do: a phone is narrow. */
const depthMax = 3

function TodoLine(props: {
  todo: Todo
  names: EventNames
  at: number | undefined
  explain: ReactNode
  controls: ReactNode
}) {
  const { todo, names, at } = props
  const t = useTranslations("ticket.people")
  const locale = useLocale()
  const isUnclaimed = todo.assigneeId === null && todo.state === "active"
  const isFor = todo.decidedBy !== null && todo.decidedBy !== todo.assigneeId && todo.decidedBy !== "system"
  return (
    <>
      <div className="flex min-h-7 items-center justify-between gap-3">
        {isUnclaimed ? (
          <span className="flex min-w-0 items-center gap-2 text-sm">
            <Inbox className="mx-0.5 size-4 shrink-0 text-muted" aria-hidden="true" />
            <span className="truncate">{t("inQueue")}</span>
          </span>
        ) : (
          <PersonChip name={names.person(todo.assigneeId)[locale]} className="min-w-0" />
        )}
        <span className="flex shrink-0 items-center gap-1.5">
          {todo.clock && <ClockMark clock={todo.clock} at={at} />}
          {props.explain}
          <TodoStatus state={isUnclaimed ? "unclaimed" : todo.state} />
          {props.controls}
        </span>
      </div>
      {todo.addedBy !== undefined && (
        <p className="pl-7.5 text-xs text-muted">
          {t(`asked.${todo.relation ?? "parallel"}`, { name: names.person(todo.addedBy)[locale] })}
        </p>
      )}
      {todo.weight !== undefined && todo.weight > 1 && (
        <p className="pl-7.5 text-xs text-muted">{t("votes", { count: todo.weight })}</p>
      )}
      {todo.ownerId !== null && todo.ownerId !== todo.assigneeId && (
        <p className="pl-7.5 text-xs text-muted">{t("for", { name: names.person(todo.ownerId)[locale] })}</p>
      )}
      {isFor && todo.decidedBy && (
        <p className="pl-7.5 text-xs text-muted">{t("decidedBy", { name: names.actor(todo.decidedBy)[locale] })}</p>
      )}
      {todo.clock && (
        <div className="pl-7.5">
          <ClockLines clock={todo.clock} warnedLevel={todo.warnedLevel} />
        </div>
      )}
    </>
  )
}
