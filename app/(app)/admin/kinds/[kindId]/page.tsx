import type { Metadata } from "next"
import { KindPage } from "@/components/admin/kinds/kind-page"
import { NotAllowed } from "@/components/admin/not-allowed"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("kinds")
  return { title: t("title") }
}

export default async function Page({ params }: { params: Promise<{ kindId: string }> }) {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  if (!roles.includes("owner") && !roles.includes("designer")) return <NotAllowed who="ownerOrDesigner" />
  const { kindId } = await params
  return <KindPage kindId={kindId === "new" ? null : kindId} />
}
