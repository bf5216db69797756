import type { Metadata } from "next"
import { VersionHistory } from "@/components/flow/versions/version-history"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flows.versions")
  return { title: t("title") }
}

export default async function VersionsPage({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params
  return <VersionHistory flowId={flowId} />
}
