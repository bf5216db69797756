import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { OutboxPage } from "@/components/outbox/outbox"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("outbox")
  return { title: t("title") }
}

export default function Page() {
  return <OutboxPage />
}
