import type { Metadata } from "next"
import { getTranslations } from "@/components/intl/request"
import { ReplayPage } from "@/components/replay/replay-page"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("replay")
  return { title: t("title") }
}

export default async function Page(props: {
  params: Promise<{ ticketId: string }>
  searchParams: Promise<{ event?: string | string[] }>
}) {
  const [{ ticketId }, { event }] = await Promise.all([props.params, props.searchParams])
  const seq = typeof event === "string" && /^[1-9][0-9]{0,5}$/.test(event) ? Number(event) : null
  return <ReplayPage ticketId={ticketId} initialSeq={seq} />
}
