import type { Metadata } from "next"
import { ComparePage } from "@/components/flow/compare/compare-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flows.compare")
  return { title: t("title") }
}

export default async function FlowComparePage({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params
  return <ComparePage flowId={flowId} />
}
