import { dehydrate, HydrationBoundary } from "@tanstack/react-query"
import type { Metadata } from "next"
import { Inbox } from "@/components/inbox/inbox"
import { inboxPageSize, inboxPagesKey } from "@/components/inbox/inbox-pages"
import { readPlace } from "@/components/inbox/place"
import { getTranslations } from "@/components/intl/request"
import { caller } from "@/server/api/caller"
import { currentSession } from "@/server/auth/current-session"
import { pageQueries } from "../page-queries"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("inbox")
  return { title: t("title") }
}

export default async function InboxPage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const session = await currentSession()
  // The layout leads to the sign-in page.
  if (!session) return null
  const asked = Object.entries(await props.searchParams).flatMap(([key, value]) => [[key, [value].flat()[0] ?? ""]])
  const { view } = readPlace(new URLSearchParams(asked))
  const { queryClient, trpc } = pageQueries()
  const api = await caller()
  await queryClient.prefetchInfiniteQuery({
    queryKey: inboxPagesKey(trpc.todo.inbox.pathKey(), view),
    queryFn: () => api.todo.inbox({ view, limit: inboxPageSize }),
    initialPageParam: null,
  })
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Inbox viewer={{ id: session.person.id, roles: session.person.roles }} />
    </HydrationBoundary>
  )
}
