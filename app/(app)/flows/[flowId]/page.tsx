import type { Metadata } from "next"
import { Designer } from "@/components/designer/designer"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("designer.load")
  return { title: t("title") }
}

export default async function FlowPage({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params
  return <Designer flowId={flowId} />
}
