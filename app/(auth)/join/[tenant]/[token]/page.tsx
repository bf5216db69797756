import { TRPCError } from "@trpc/server"
import { MailX } from "lucide-react"
import type { Metadata } from "next"
import { JoinForm } from "@/components/auth/join-form"
import { getTranslations } from "@/components/intl/request"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { caller } from "@/server/api/caller"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.join")
  // The address is a secret: it must not travel to other hosts as a referrer.
  return { title: t("submit"), referrer: "no-referrer" }
}

/** The invitation, or null when the link opens nothing (any more). */
async function invitationOf(tenant: string, token: string) {
  try {
    return await (await caller()).people.invitation({ tenant, token })
  } catch (error) {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null
    throw error
  }
}

export default async function JoinPage(props: PageProps<"/join/[tenant]/[token]">) {
  const { tenant, token } = await props.params
  const [invitation, t] = await Promise.all([invitationOf(tenant, token), getTranslations("auth.join")])
  if (!invitation) {
    return (
      <div className="w-full">
        <EmptyState
          icon={MailX}
          titleAs="h1"
          title={t("titleGone")}
          description={t("failed")}
          action={
            <ButtonLink href="/sign-in" variant="outline">
              {t("toSignIn")}
            </ButtonLink>
          }
        />
      </div>
    )
  }
  return (
    <JoinForm
      tenant={tenant}
      token={token}
      organisation={invitation.organisation}
      inviterName={invitation.inviterName}
      email={invitation.email}
    />
  )
}
