"use client"

import Link from "next/link"
import type { TicketDetail } from "./incident-panel"
import { TicketStatus } from "./ticket-status"

/** The tickets that this one has opened. */
export function SubTickets({ tickets }: { tickets: TicketDetail["outside"]["children"] }) {
  return (
    <ul className="-my-1 divide-y divide-separator text-sm">
      {tickets.map(({ id, number, title, status, openIncidents }) => (
        <li key={id} className="flex min-h-9 items-center justify-between gap-3 py-1.5">
          <Link href={`/tickets/${id}`} className="min-w-0 hover:underline">
            <span className="text-muted figures">#{number}</span> <span className="break-words">{title}</span>
          </Link>
          <TicketStatus status={status} openIncidents={openIncidents} size="sm" />
        </li>
      ))}
    </ul>
  )
}
