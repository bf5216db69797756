import type { Metadata } from "next"
import { MigrationPage } from "@/components/flow/migration/migration-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flows.migrate")
  return { title: t("title") }
}

export default async function MovePage({ params }: { params: Promise<{ flowId: string; migrationId: string }> }) {
  const { flowId, migrationId } = await params
  return <MigrationPage flowId={flowId} migrationId={migrationId} />
}
