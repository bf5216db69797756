import type { Metadata } from "next"
import { NotAllowed } from "@/components/admin/not-allowed"
import { ServicesPage } from "@/components/admin/services/services-page"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("services")
  return { title: t("title") }
}

export default async function Page() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  const isOwner = roles.includes("owner")
  if (!isOwner && !roles.includes("designer")) return <NotAllowed who="ownerOrDesigner" />
  return <ServicesPage mayEdit={isOwner} />
}
