import type { Metadata } from "next"
import { FlowList } from "@/components/flow/flow-list"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flows")
  return { title: t("title") }
}

export default async function FlowsPage() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  return <FlowList mayCreate={roles.includes("owner") || roles.includes("designer")} />
}
