import type { Metadata } from "next"
import { LayersPage } from "@/components/flow/layers/layers-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flows.layers")
  return { title: t("title") }
}

export default async function FlowLayersPage({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params
  return <LayersPage flowId={flowId} />
}
