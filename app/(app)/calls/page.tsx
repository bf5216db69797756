import type { Metadata } from "next"
import { Suspense } from "react"
import { CallList } from "@/components/call/call-list"
import { dayIn, daysOf } from "@/components/call/day-span"
import { FiguresFailed } from "@/components/call/figures-failed"
import { FiguresPanel, FiguresSkeleton } from "@/components/call/figures-panel"
import { getTranslations } from "@/components/intl/request"
import { caller } from "@/server/api/caller"
import { currentSession } from "@/server/auth/current-session"

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("call")
  return { title: t("title") }
}

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string | string[]>> }) {
  const [session, asked] = await Promise.all([currentSession(), searchParams])
  if (!session) return null
  const one = (name: string) => [asked[name]].flat()[0] ?? null
  // oxlint-disable-next-line react/purity -- a server component renders once per request; the day it is is the point
  const today = dayIn(Date.now(), session.tenant.timeZone)
  const { from, to } = daysOf({ day: one("day"), from: one("from"), to: one("to") }, today)
  const queueId = one("queue")
  return (
    <CallList
      today={today}
      figures={
        <Suspense key={`${from} ${to} ${queueId}`} fallback={<FiguresSkeleton />}>
          <DayFigures from={from} to={to} queueId={queueId} isRunning={to >= today} />
        </Suspense>
      }
    />
  )
}

async function DayFigures(props: { from: string; to: string; queueId: string | null; isRunning: boolean }) {
  const { from, to, queueId, isRunning } = props
  const figures = await (await caller()).telephony.figures({ from, to, queueId }).catch(() => null)
  return figures ? <FiguresPanel figures={figures} isRunning={isRunning} /> : <FiguresFailed />
}
