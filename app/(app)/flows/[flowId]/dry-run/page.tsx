import type { Metadata } from "next"
import { DryRunPage } from "@/components/flow/dry-run/dry-run-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("dryRun")
  return { title: t("title") }
}

export default async function FlowDryRunPage({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params
  return <DryRunPage flowId={flowId} />
}
