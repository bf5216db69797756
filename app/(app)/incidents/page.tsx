import type { Metadata } from "next"
import { IncidentsPage } from "@/components/incident/incidents-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("incidents")
  return { title: t("title") }
}

export default function Page() {
  return <IncidentsPage />
}
