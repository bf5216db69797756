import { dehydrate, HydrationBoundary } from "@tanstack/react-query"
import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { TicketPage } from "@/components/ticket/ticket-page"
import { pageQueries } from "../../page-queries"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ticket.list.column")
  return { title: t("title") }
}

export default async function Page({ params }: { params: Promise<{ ticketId: string }> }) {
  const { ticketId } = await params
  const { queryClient, trpc } = pageQueries()
  await queryClient.prefetchQuery(trpc.ticket.get.queryOptions({ ticketId }))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TicketPage ticketId={ticketId} />
    </HydrationBoundary>
  )
}
