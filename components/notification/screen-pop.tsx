"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { lazy, Suspense, useCallback, useEffect, useEffectEvent, useState } from "react"
import { useTranslations } from "use-intl"
import { useFeed } from "@/components/feed/use-feed"
import { useTRPC } from "@/components/trpc"
import { withNews, without, withPop, type PopCall, type PopCard } from "./pops"

// Every page would pay for a card that only agents see.
const PopCardView = lazy(async () => ({ default: (await import("./pop-card")).PopCardView }))

/**
 * Who is at this person's phone, before they say a word. Slides in, stays until dismissed, never takes the focus; with
 * nothing focused Enter opens the newest caller's ticket.
 */
export function ScreenPop() {
  const t = useTranslations("notification.pop")
  const router = useRouter()
  const [cards, setCards] = useState<readonly PopCard[]>([])
  const trpc = useTRPC()
  const queries = useQueryClient()
  // A page that opens, or comes back, while the phone rings has missed what the feed said.
  const ask = useCallback(
    () => queries.fetchQuery(trpc.telephony.myCallers.queryOptions()).catch((): PopCall[] => []),
    [queries, trpc],
  )
  const show = (callers: readonly PopCall[]) =>
    setCards((before) => callers.toReversed().reduce((cards, pop) => withPop(cards, pop, Date.now()), before))
  useEffect(() => void ask().then(show), [ask])
  useFeed(
    (event) => {
      if (event.topic === "pop") setCards((before) => withPop(before, event.body, Date.now()))
      else if (event.topic === "call.changed" || event.topic === "call.ended")
        setCards((before) => withNews(before, event.body))
    },
    popTopics,
    { onGap: () => void ask().then(show) },
  )

  const dismiss = (callId: string) => setCards((before) => without(before, callId))
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return
    const inside = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-pop]") : null
    if (event.key === "Escape" && inside?.dataset["pop"]) dismiss(inside.dataset["pop"])
    if (event.key !== "Enter" || event.target !== document.body) return
    const [newest] = cards
    if (!newest?.ticketId) return
    event.preventDefault()
    // The inbox listens for Enter too; the caller on the line comes first.
    event.stopPropagation()
    router.push(`/tickets/${newest.ticketId}`)
    dismiss(newest.callId)
  })
  const hasCards = cards.length > 0
  useEffect(() => {
    if (!hasCards) return
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener("keydown", listen, { capture: true })
    return () => document.removeEventListener("keydown", listen, { capture: true })
  }, [hasCards])

  return (
    <section
      aria-label={t("label")}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 top-[calc(var(--top-bar-height)+0.75rem)] z-40 flex flex-col gap-3 md:inset-x-auto md:right-4 md:w-96"
    >
      <Suspense fallback={null}>
        {cards.map((card, index) => (
          <PopCardView key={card.callId} card={card} isNewest={index === 0} onDismiss={() => dismiss(card.callId)} />
        ))}
      </Suspense>
    </section>
  )
}

const popTopics = ["pop", "call.changed", "call.ended"] as const
