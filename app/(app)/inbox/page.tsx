import { dehydrate, HydrationBoundary } from "@tanstack/react-query"
import type { Metadata } from "next"
import { Inbox } from "@/components/inbox/inbox"
import { inboxPageSize, inboxPagesKey } from "@/components/inbox/inbox-pages"
import { itemKey, parseItemKey } from "@/components/inbox/item-key"
import { readPlace } from "@/components/inbox/place"
import { getTranslations } from "@/components/intl/request"
import { caller } from "@/server/api/caller"
import { currentSession } from "@/server/auth/current-session"
import type { InboxItem } from "@/server/todo/inbox-item"
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
  const { view, selected, queue } = readPlace(new URLSearchParams(asked))
  const { queryClient, trpc } = pageQueries()
  const api = await caller()
  const pagesKey = inboxPagesKey(trpc.todo.inbox.pathKey(), view, queue)
  await queryClient.prefetchInfiniteQuery({
    queryKey: pagesKey,
    queryFn: () => api.todo.inbox({ view, queue, limit: inboxPageSize }),
    initialPageParam: null,
  })
  if (view === "queues") await queryClient.prefetchQuery(trpc.todo.queues.queryOptions())
  // The todo that lies open at a desk comes along.
  const first = queryClient.getQueryData<{ pages: { items: InboxItem[] }[] }>(pagesKey)?.pages[0]?.items[0]
  const open = parseItemKey(selected ?? (first ? itemKey(first) : null))
  if (open) await queryClient.prefetchQuery(trpc.todo.get.queryOptions(open))
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <Inbox
        viewer={{ id: session.person.id, roles: session.person.roles }}
        // oxlint-disable-next-line react/purity -- a server component renders once per request; its time is the point
        serverNow={Date.now()}
      />
    </HydrationBoundary>
  )
}
