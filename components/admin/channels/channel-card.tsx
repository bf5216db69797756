"use client"

import { useMutation } from "@tanstack/react-query"
import { Bell, type LucideIcon } from "lucide-react"
import { useState, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { channelIcon } from "@/components/designer/channel-icon"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import type { Meaning } from "@/components/ui/status"
import { StatusChip } from "@/components/ui/status-chip"
import type { Channel } from "./channels-page"
import { ReleaseHeld } from "./release-held"

const meaningOf = {
  always: "ok",
  own: "ok",
  installation: "info",
  stopped: "breached",
  none: "neutral",
} satisfies Record<string, Meaning>

/** One channel: how it stands, what to do about it, and a test that really sends. */
export function ChannelCard({ channel, onOpen }: { channel: Channel; onOpen: () => void }) {
  const t = useTranslations("channels")
  const title = useTranslations("outbox.channel")(channel.name)
  const canSend = channel.state === "own" || channel.state === "installation"
  return (
    <Card icon={channelIcon[channel.name]} name={channel.name} title={title} state={channel.state}>
      <p className="text-sm text-pretty text-muted">{t(`about.${channel.name}`)}</p>
      {channel.state === "installation" && <p className="text-sm text-pretty text-muted">{t("installation")}</p>}
      <Whereto channel={channel} />
      {channel.stopped && <Banner meaning="breached">{channel.stopped.reason}</Banner>}
      {channel.held > 0 && (
        <div className="space-y-2">
          <p className="text-sm">{t("held", { count: channel.held })}</p>
          {canSend && <ReleaseHeld channel={channel.name} count={channel.held} />}
        </div>
      )}
      <Actions channel={channel} title={title} canSend={canSend} onOpen={onOpen} />
    </Card>
  )
}

/** Nothing to set up, but people look for it here. */
export function InAppCard() {
  const t = useTranslations("channels")
  return (
    <Card icon={Bell} name="inApp" title={useTranslations("designer.channels")("inApp")} state="always">
      <p className="text-sm text-pretty text-muted">{t("about.inApp")}</p>
    </Card>
  )
}

function Card(props: {
  icon: LucideIcon
  name: string
  title: string
  state: keyof typeof meaningOf
  children: ReactNode
}) {
  const t = useTranslations("channels.state")
  const id = `channel-${props.name}`
  return (
    <li aria-labelledby={id} className="panel flex min-w-0 flex-col gap-3 p-4">
      <div className="flex items-center gap-2.5">
        <props.icon aria-hidden="true" className="size-4.5 shrink-0 text-muted" />
        <h2 id={id} className="min-w-0 flex-1 truncate text-sm font-medium">
          {props.title}
        </h2>
        <StatusChip meaning={meaningOf[props.state]} size="sm">
          {t(props.state)}
        </StatusChip>
      </div>
      {props.children}
    </li>
  )
}

/** Where messages go, in one line: enough to recognise the account. */
function Whereto({ channel: { settings } }: { channel: Channel }) {
  const text = [settings["url"], settings["host"], settings["corpId"], settings["from"]]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" · ")
  return text ? <p className="truncate font-mono text-xs">{text}</p> : null
}

function Actions(props: { channel: Channel; title: string; canSend: boolean; onOpen: () => void }) {
  const t = useTranslations("channels")
  const trpc = useTRPC()
  const test = useMutation(trpc.channel.test.mutationOptions())
  const [answer, setAnswer] = useState<{ ok: boolean; text: string } | null>(null)
  const send = async () => {
    setAnswer(null)
    try {
      const said = await test.mutateAsync({ channel: props.channel.name })
      setAnswer({ ok: said.ok, text: t(said.ok ? "tested" : "notTested", { answer: said.answer }) })
    } catch {
      setAnswer({ ok: false, text: t("testFailed") })
    }
  }
  const isOwn = props.channel.updatedAt !== null
  const openLabel = t(isOwn ? "change" : "setUp")
  return (
    <>
      {answer && (
        <Banner meaning={answer.ok ? "ok" : "breached"} isAssertive>
          <span className="break-words">{answer.text}</span>
        </Banner>
      )}
      <div className="mt-auto flex flex-wrap gap-2 pt-1">
        <Button size="sm" variant="outline" aria-label={`${openLabel}: ${props.title}`} onPress={props.onOpen}>
          {openLabel}
        </Button>
        {props.canSend && (
          <Button
            size="sm"
            variant="outline"
            isPending={test.isPending}
            aria-label={`${t("test")}: ${props.title}`}
            onPress={() => void send()}
          >
            {t("test")}
          </Button>
        )}
      </div>
    </>
  )
}
