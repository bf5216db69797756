import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { safeNext } from "@/components/auth/safe-next"
import { SignInForm } from "@/components/auth/sign-in-form"
import { getTranslations } from "@/components/intl/request"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signIn")
  return { title: t("title") }
}

/** A parameter given twice counts once, the first time. */
const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

export default async function SignInPage(props: PageProps<"/sign-in">) {
  const query = await props.searchParams
  const next = safeNext(first(query["next"]))
  if (await currentSession()) redirect(next)
  return (
    <SignInForm
      next={next}
      isSignedOut={query["signed-out"] !== undefined}
      initialError={query["error"] === undefined ? null : "unavailable"}
    />
  )
}
