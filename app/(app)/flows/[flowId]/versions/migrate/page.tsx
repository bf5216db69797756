import type { Metadata } from "next"
import * as z from "zod"
import { MigratePage } from "@/components/flow/migration/migrate-page"
import { getTranslations } from "@/components/intl/request"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("flows.migrate")
  return { title: t("title") }
}

type Props = {
  params: Promise<{ flowId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function MoveTicketsPage({ params, searchParams }: Props) {
  const { flowId } = await params
  const from = z.uuid().safeParse((await searchParams)["from"])
  return <MigratePage flowId={flowId} fromId={from.data ?? null} />
}
