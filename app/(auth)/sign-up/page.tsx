import type { Metadata } from "next"
import { SignUp } from "@/components/auth/sign-up"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.signUp")
  return { title: t("title") }
}

export default async function SignUpPage(props: PageProps<"/sign-up">) {
  const { request } = await props.searchParams
  const isRequest = typeof request === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(request)
  return <SignUp initialRequestId={isRequest ? request : null} />
}
