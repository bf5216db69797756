import type { Metadata } from "next"
import { SkillGroupList } from "@/components/admin/members/skill-group-list"
import { NotAllowed } from "@/components/admin/not-allowed"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("members")
  return { title: t("tab.skillGroups") }
}

export default async function Page() {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const { roles } = session.person
  if (!roles.includes("owner") && !roles.includes("supervisor")) return <NotAllowed who="ownerOrSupervisor" />
  return <SkillGroupList />
}
