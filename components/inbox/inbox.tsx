"use client"

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query"
import clsx from "clsx"
import { CircleCheckBig, Inbox as InboxIcon, MousePointerClick } from "lucide-react"
import { useEffect, useMemo, useRef, useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { usePageShortcuts } from "@/components/shell/page-shortcuts"
import { useThrottled } from "@/components/ticket/use-throttled"
import { useTRPC, useTRPCClient } from "@/components/trpc"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"
import { ErrorState } from "@/components/ui/error-state"
import { SkeletonRows } from "@/components/ui/skeleton"
import { InboxHead } from "./inbox-head"
import { InboxList } from "./inbox-list"
import { inboxPageSize, inboxPagesKey } from "./inbox-pages"
import { itemKey, parseItemKey } from "./item-key"
import { nextAfter, stepFrom } from "./neighbour"
import { useDecisions } from "./use-decisions"
import { useInboxAddress } from "./use-inbox-address"
import { QueueFilter } from "./queue-filter"
import { usePageKeys } from "@/components/shell/use-page-keys"
import { useIsWide } from "@/components/ui/use-is-wide"
import type { WorkDraft } from "./use-work-form"
import { viewsFor, type InboxViewer } from "./views"
import { WorkPane, type WorkPaneHandle } from "./work-pane"

/** News of a busy tenant comes many times a second; the list is read again at most this often. */
const reloadMs = 800

/** What to do next: the list at the left, the todo at the right; on a phone one after the other. */
export function Inbox({ viewer, serverNow }: { viewer: InboxViewer; serverNow: number }) {
  const t = useTranslations("inbox")
  const locale = useLocale()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queries = useQueryClient()
  const address = useInboxAddress()
  const isWide = useIsWide()
  const views = viewsFor(viewer.roles)
  const view = views.includes(address.view) ? address.view : "mine"
  const queue = view === "queues" ? address.queue : null
  // Not `infiniteQueryOptions`: it adds a direction to the input, which the procedure's strict schema refuses.
  const query = useInfiniteQuery({
    queryKey: inboxPagesKey(trpc.todo.inbox.pathKey(), view, queue),
    queryFn: ({ pageParam, signal }) =>
      client.todo.inbox.query({ view, queue, limit: inboxPageSize, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const keys = useMemo(() => items.map(itemKey), [items])
  const [drafts] = useState(() => new Map<string, WorkDraft>())
  const pane = useRef<WorkPaneHandle>(null)
  const wantsFocus = useRef(false)
  const [news, setNews] = useState<{ text: string; href: string; at: number } | null>(null)

  const say = (text: string, ticketId: string) => setNews({ text, href: `/tickets/${ticketId}`, at: Date.now() })
  const { decisions, decide, retry, drop } = useDecisions((decision) => {
    drafts.delete(itemKey(decision))
    say(t("news.decided", { action: decision.actionTitle[locale], number: decision.number }), decision.ticketId)
  })
  // At a desk the first one lies open without having been asked for.
  const first = keys.find((key) => decisions[key]?.state !== "sending") ?? null
  const selected = address.selected ?? (isWide ? first : null)
  const chosen = parseItemKey(selected)

  const reload = useThrottled(() => {
    void queries.invalidateQueries({ queryKey: trpc.todo.inbox.pathKey() })
    void queries.invalidateQueries({ queryKey: trpc.todo.queues.pathKey() })
  }, reloadMs)
  useFeed(
    (event) => {
      if (event.topic !== "ticket") return
      const { ticketId, assigneeIds, queues } = event.body
      const isShown = items.some((item) => item.ticketId === ticketId)
      // Which queues are this person's only the server knows; their figures stand above every view.
      if (isShown || view === "everyone" || queues || assigneeIds.includes(viewer.id)) reload()
      if (chosen?.ticketId === ticketId) void queries.invalidateQueries({ queryKey: trpc.todo.get.queryKey(chosen) })
    },
    ["ticket"],
    {
      onGap: () => {
        reload()
        void queries.invalidateQueries({ queryKey: trpc.todo.get.pathKey() })
      },
    },
  )

  // The next one is ready before it is asked for.
  const following = selected === null ? null : stepFrom(keys, selected, 1)
  useEffect(() => {
    const todo = following === selected ? null : parseItemKey(following)
    if (todo) void queries.prefetchQuery(trpc.todo.get.queryOptions(todo))
  }, [following, selected, queries, trpc])

  useEffect(() => {
    if (!selected) return
    document.querySelector(`[data-item="${selected}"]`)?.scrollIntoView({ block: "nearest" })
    if (wantsFocus.current) {
      wantsFocus.current = false
      pane.current?.focus()
    }
  }, [selected])

  const goOn = (key: string) => {
    const next = nextAfter(keys, key, new Set(Object.keys(decisions)))
    wantsFocus.current = true
    address.go({ selected: isWide ? next : null })
  }
  const move = (step: number) => {
    const next = stepFrom(keys, selected, step)
    if (next !== null) address.go({ selected: next })
    return next !== null
  }
  usePageKeys((key, target) => {
    const isOnControl = target?.closest("a, button, [role=button]") !== null && target !== null
    const moves: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }
    const step = moves[key]
    if (step !== undefined) return move(step)
    if (key === "Enter" && !isOnControl && selected !== null) {
      pane.current?.focus()
      return true
    }
    if (key === "Escape" && address.selected !== null && !isWide) {
      address.go({ selected: null })
      return true
    }
    return pane.current?.press(key) ?? false
  })

  const shortcuts = useMemo(
    () => ({
      title: t("shortcuts.title"),
      lines: [
        { label: t("shortcuts.move"), keys: ["J", "K"] },
        { label: t("shortcuts.open"), keys: ["Enter"] },
        { label: t("shortcuts.approve"), keys: ["A"] },
        { label: t("shortcuts.reject"), keys: ["R"] },
        { label: t("shortcuts.done"), keys: ["D"] },
        { label: t("shortcuts.outcomes"), keys: ["1", "…", "9"] },
        { label: t("shortcuts.claim"), keys: ["L"] },
        { label: t("shortcuts.unclaim"), keys: ["U"] },
        { label: t("shortcuts.transfer"), keys: ["T"] },
        { label: t("shortcuts.addSign"), keys: ["S"] },
        { label: t("shortcuts.delegate"), keys: ["O"] },
        { label: t("shortcuts.return"), keys: ["B"] },
        { label: t("shortcuts.withdraw"), keys: ["W"] },
        { label: t("shortcuts.more"), keys: ["M"] },
        { label: t("shortcuts.comment"), keys: ["C"] },
        { label: t("shortcuts.leave"), keys: ["Esc"] },
      ],
    }),
    [t],
  )
  usePageShortcuts(shortcuts)

  const item = items.find((one) => itemKey(one) === selected)
  const hasPane = query.isPending || items.length > 0 || selected !== null
  const unsent = Object.entries(decisions).filter(([, { state }]) => state !== "sending")
  return (
    <div className="flex min-h-full flex-1 flex-col lg:h-full lg:min-h-0 lg:flex-row">
      <div
        className={clsx(
          "flex min-w-0 flex-col border-separator lg:min-h-0",
          // With nothing to work on there is nothing to stand beside.
          hasPane ? "lg:w-[22rem] lg:shrink-0 lg:border-r xl:w-[26rem]" : "flex-1",
          address.selected !== null && "max-lg:hidden",
        )}
      >
        <InboxHead
          views={views}
          view={view}
          counts={query.data?.pages[0]?.counts}
          hrefOf={(next) => address.hrefOf({ view: next, selected: null, queue: null })}
          onView={(next) => address.go({ view: next, selected: null, queue: null })}
          news={news}
          unsent={unsent.map(([key, decision]) => ({ key, number: decision.number }))}
          onShow={(key) => address.go({ selected: key })}
        />
        {view === "queues" && (
          <QueueFilter
            chosen={queue}
            hrefOf={(next) => address.hrefOf({ queue: next, selected: null })}
            onChoose={(next) => address.go({ queue: next, selected: null })}
          />
        )}
        <div className="min-h-0 flex-1 lg:overflow-y-auto">
          {query.isPending ? (
            <output className="block" aria-busy="true" aria-label={t("loading")}>
              <SkeletonRows rows={8} columns={2} />
            </output>
          ) : query.isError ? (
            <ErrorState onRetry={() => void query.refetch()} />
          ) : items.length === 0 ? (
            <EmptyState
              icon={view === "finished" ? InboxIcon : CircleCheckBig}
              title={t(`empty.${view}.title`)}
              description={t(`empty.${view}.description`)}
              action={
                <ButtonLink href="/tickets" variant="outline">
                  {t("empty.action")}
                </ButtonLink>
              }
            />
          ) : (
            <InboxList
              view={view}
              serverNow={serverNow}
              items={items}
              selected={selected}
              decisions={decisions}
              hrefOf={(key) => address.hrefOf({ selected: key })}
              onSelect={(key) => address.go({ selected: key }, !isWide)}
              more={
                query.hasNextPage
                  ? { isPending: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
                  : null
              }
            />
          )}
        </div>
      </div>
      <section
        aria-label={t("pane.label")}
        className={clsx(
          "min-w-0 flex-1 lg:min-h-0",
          address.selected === null && "max-lg:hidden",
          !hasPane && "hidden",
        )}
      >
        {selected !== null && chosen ? (
          <WorkPane
            key={selected}
            ref={pane}
            todo={chosen}
            item={item}
            viewer={viewer}
            decision={decisions[selected]}
            draft={drafts.get(selected)}
            onDraft={(draft) => drafts.set(selected, draft)}
            onDecide={(decision) => {
              decide(selected, decision)
              goOn(selected)
            }}
            onRetry={() => retry(selected)}
            onDrop={() => drop(selected)}
            onStay={() => address.go({ selected })}
            onClaimed={(text) => {
              say(text, chosen.ticketId)
              // It is in hand now: where work in hand is listed, with the todo still open.
              address.go({ view: "mine", queue: null, selected })
            }}
            onMoved={(text, hasLeft) => {
              say(text, chosen.ticketId)
              if (!hasLeft) return
              drafts.delete(selected)
              goOn(selected)
            }}
            onBack={() => address.go({ selected: null })}
          />
        ) : (
          !query.isPending &&
          items.length > 0 && (
            <EmptyState icon={MousePointerClick} title={t("pane.none")} description={t("pane.noneHint")} />
          )
        )}
      </section>
    </div>
  )
}
