import type { Metadata } from "next"
import { callIdOf } from "@/components/call/call-href"
import { CallPage } from "@/components/call/call-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("call")
  return { title: t("one") }
}

export default async function Page({ params }: { params: Promise<{ callId: string }> }) {
  return <CallPage callId={callIdOf((await params).callId)} />
}
