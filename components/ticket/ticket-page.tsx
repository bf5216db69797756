"use client"

import { useQuery } from "@tanstack/react-query"
import { SearchX } from "lucide-react"
import { useMemo, useState } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Button } from "@/components/ui/button"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { PageBody, Panel } from "@/components/ui/page"
import { SkeletonPage } from "@/components/ui/skeleton"
import { stateAt } from "@/core/ticket/replay"
import { Branches } from "./branches"
import { CallFacts } from "./call-facts"
import { CommentForm } from "./comment-form"
import { CopyReceipts } from "./copy-receipts"
import { eventLook } from "./event-icon"
import { eventNames } from "./event-names"
import { ExplainClock } from "./explain-clock"
import { FieldFacts } from "./field-facts"
import { flowNamesOf } from "./flow-names"
import { IncidentPanel } from "./incident-panel"
import { OriginFacts } from "./origin-facts"
import { PeopleClocks } from "./people-clocks"
import { refusalOf } from "./refusal"
import { TicketClocks, ticketClocks } from "./ticket-clocks"
import { TicketHeader } from "./ticket-header"
import { signersOf } from "./signers"
import { SubTickets } from "./sub-tickets"
import { Timeline } from "./timeline"
import { TodoMenu } from "./todo-menu"
import { waitingFor, WaitsFor } from "./waits-for"
import { useReadCopies } from "./use-read-copies"
import { useTicketNews } from "./use-ticket-news"

/** One ticket: what it says, who has it, what happened. */
export function TicketPage({ ticketId }: { ticketId: string }) {
  const t = useTranslations("ticket")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const trpc = useTRPC()
  const [isWholeTrace, setWholeTrace] = useState(true)
  const query = useQuery(trpc.ticket.get.queryOptions({ ticketId }))
  useTicketNews(ticketId)
  const ticket = query.data
  useReadCopies(ticket)
  const names = useMemo(
    () => ticket && eventNames({ ...flowNamesOf(ticket), events: ticket.events, people: ticket.people, timeZone }),
    [ticket, timeZone],
  )
  // The stored state forgets people who are done with it; the page shows them too.
  const whole = useMemo(() => ticket && stateAt(ticket.events, Infinity), [ticket])

  if (query.isError && refusalOf(query.error).is !== "failed") {
    return (
      <EmptyState
        icon={SearchX}
        titleAs="h1"
        title={t("notFound.title")}
        description={t("notFound.description")}
        action={
          <ButtonLink href="/tickets" variant="outline">
            {t("notFound.action")}
          </ButtonLink>
        }
      />
    )
  }
  if (query.isError) return <ErrorState onRetry={() => void query.refetch()} />
  if (!ticket || !names || !whole) return <SkeletonPage />

  const { origin } = ticket.state
  const own = ticketClocks(whole, ticket.graph)
  const explain = (clockId: string, name: string) => <ExplainClock ticketId={ticketId} clockId={clockId} name={name} />
  const openedBy = ticket.state.initiatorId && names.person(ticket.state.initiatorId)[locale]
  return (
    <>
      <TicketHeader ticket={ticket} names={names} />
      <PageBody>
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] xl:grid-cols-[minmax(0,1fr)_25rem]">
          <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
            <div className="space-y-3 empty:hidden max-lg:order-1">
              <IncidentPanel ticket={ticket} names={names} />
            </div>
            <Panel
              title={t("timeline.title")}
              className="max-lg:order-4"
              actions={
                <Button
                  size="sm"
                  variant={isWholeTrace ? "secondary" : "ghost"}
                  aria-pressed={isWholeTrace}
                  onPress={() => setWholeTrace(!isWholeTrace)}
                >
                  {t("timeline.steps")}
                </Button>
              }
            >
              <Timeline
                events={isWholeTrace ? ticket.events : ticket.events.filter(({ body }) => !eventLook(body).isQuiet)}
                names={names}
                deliveries={ticket.notifications}
              />
              {ticket.may.comment && (
                <div className="mt-3 border-t border-separator pt-4">
                  <CommentForm ticketId={ticketId} />
                </div>
              )}
            </Panel>
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
            {own.length > 0 && (
              <Panel title={t("clock.title")} className="max-lg:order-2">
                <TicketClocks clocks={own} explain={explain} />
              </Panel>
            )}
            <Panel title={t("people.title")} className="max-lg:order-2">
              <WaitsFor ticket={ticket} names={names} />
              <Branches state={whole} names={names} />
              <PeopleClocks
                state={whole}
                names={names}
                waitsForOthers={waitingFor(ticket.state).length > 0}
                explain={explain}
                controlsOf={(todo) => {
                  const options = ticket.may.todos[todo.id]
                  return (
                    options && (
                      <TodoMenu
                        ticketId={ticketId}
                        todoId={todo.id}
                        options={options}
                        name={names.person(todo.assigneeId)[locale]}
                        signerIds={signersOf(ticket.state, todo.activationId)}
                      />
                    )
                  )
                }}
              />
              <CopyReceipts deliveries={ticket.notifications} names={names} />
            </Panel>
            {ticket.outside.children.length > 0 && (
              <Panel title={t("subTickets.title")} className="max-lg:order-3">
                <SubTickets tickets={ticket.outside.children} />
              </Panel>
            )}
            {ticket.graph.fields.length > 0 && (
              <Panel title={t("form.title")} className="max-lg:order-3">
                <FieldFacts
                  fields={ticket.graph.fields.filter(({ key }) => !ticket.hiddenFields.includes(key))}
                  values={ticket.state.variables}
                  people={ticket.people}
                />
              </Panel>
            )}
            <Panel title={t("origin.title")} className="max-lg:order-3">
              <OriginFacts origin={origin} openedBy={openedBy} flowName={ticket.flow.name} />
            </Panel>
            {ticket.call && (
              <Panel title={t("call.title")} className="max-lg:order-5">
                <CallFacts call={ticket.call} />
              </Panel>
            )}
          </div>
        </div>
      </PageBody>
    </>
  )
}
