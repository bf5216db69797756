import type { Metadata } from "next"
import { BackTestPage } from "@/components/flow/back-test/back-test-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flows.backTest")
  return { title: t("title") }
}

export default async function FlowBackTestPage({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params
  return <BackTestPage flowId={flowId} />
}
