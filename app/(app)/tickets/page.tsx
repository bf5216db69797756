import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { TicketList } from "@/components/ticket/ticket-list"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("ticket.list")
  return { title: t("title") }
}

export default function TicketsPage() {
  return <TicketList />
}
