import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { TicketPage } from "@/components/ticket/ticket-page"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ticket.list.column")
  return { title: t("title") }
}

export default async function Page({ params }: { params: Promise<{ ticketId: string }> }) {
  return <TicketPage ticketId={(await params).ticketId} />
}
