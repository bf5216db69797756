"use client"

import { Plug, Workflow } from "lucide-react"
import { useState } from "react"
import { useLocale, useTimeZone, useTranslations } from "use-intl"
import { readFields } from "@/components/form/read-fields"
import { type FieldDrafts } from "@/components/ticket/field-draft"
import { FieldInput } from "@/components/ticket/field-input"
import type { EventNames } from "@/components/ticket/event-names"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import type { ChildOffer, RequestOffer } from "@/core/dry-run/offers"
import { sampleAnswer } from "@/core/dry-run/sample-answer"
import type { Field } from "@/core/flow/graph"
import type { Problem } from "@/core/problem"
import { RefusedBanner } from "./refused-banner"
import type { DryRun } from "./use-dry-run"

/** What a service was asked, and what it answers: nothing is sent, so somebody says it. */
export function RequestCard({ offer, dryRun, names }: { offer: RequestOffer; dryRun: DryRun; names: EventNames }) {
  const t = useTranslations("dryRun.request")
  const locale = useLocale()
  const { nodeId, ask } = offer
  const [status, setStatus] = useState("200")
  const [body, setBody] = useState(() => sampleAnswer(dryRun.world.flow, nodeId))
  const [problems, setProblems] = useState<Problem[]>([])
  const code = /^[1-5]\d\d$/.test(status.trim()) ? Number(status) : null
  const take = (given: number | null) =>
    setProblems(dryRun.take({ type: "answer", nodeId, status: given, body: given === null ? "" : body }) ?? [])
  const step = names.node(nodeId)[locale]
  return (
    <section aria-label={step} className="space-y-3">
      <h3 className="flex items-center gap-2 text-sm font-medium">
        <Plug className="size-4 shrink-0 text-muted" aria-hidden="true" />
        {step}
      </h3>
      <div className="space-y-1 rounded-lg bg-surface-secondary px-3 py-2 text-xs">
        <p className="text-muted">{t("asked")}</p>
        <code className="block font-mono break-all">
          {ask.method} {ask.url}
        </code>
        {ask.body !== null && <code className="block font-mono break-all whitespace-pre-wrap">{ask.body}</code>}
      </div>
      <TextField
        label={t("status")}
        inputMode="numeric"
        value={status}
        error={code === null ? t("badStatus") : undefined}
        onChange={setStatus}
      />
      <TextField
        label={t("body")}
        description={t("bodyHint")}
        lines={4}
        maxLength={60_000}
        value={body}
        onChange={setBody}
      />
      <RefusedBanner problems={problems} />
      <div className="flex flex-wrap gap-2">
        <Button isDisabled={code === null} onPress={() => code !== null && take(code)}>
          {t("answer")}
        </Button>
        <Button variant="danger-soft" onPress={() => take(null)}>
          {t("fail")}
        </Button>
      </div>
    </section>
  )
}

const resolutionDefault = "done"

/** A ticket of another flow that this one waits for: how it ends, and what it leaves. */
export function ChildCard(props: {
  offer: ChildOffer
  flow: { name: string; fields: Field[] } | null
  dryRun: DryRun
  names: EventNames
}) {
  const t = useTranslations("dryRun.child")
  const locale = useLocale()
  const timeZone = useTimeZone() ?? "UTC"
  const { offer, flow, dryRun } = props
  const [resolution, setResolution] = useState(resolutionDefault)
  const [drafts, setDrafts] = useState<FieldDrafts>({})
  const [problems, setProblems] = useState<Problem[]>([])
  const step = props.names.node(offer.nodeId)[locale]
  const end = () => {
    const fields = (flow?.fields ?? []).map((field) => ({ ...field, required: false }))
    const { values } = readFields(fields, drafts, { known: {}, timeZone, complete: false })
    const left = { ...offer.fields, ...values }
    setProblems(dryRun.take({ type: "ended", nodeId: offer.nodeId, resolution: resolution.trim(), fields: left }) ?? [])
  }
  return (
    <section aria-label={step} className="space-y-3">
      <h3 className="flex items-center gap-2 text-sm font-medium">
        <Workflow className="size-4 shrink-0 text-muted" aria-hidden="true" />
        {step}
      </h3>
      <p className="text-sm text-pretty text-muted">{t("about", { flow: flow?.name ?? "?", left: offer.left })}</p>
      <TextField
        label={t("resolution")}
        description={t("resolutionHint")}
        maxLength={120}
        value={resolution}
        onChange={setResolution}
      />
      {flow?.fields.map((field) => (
        <FieldInput
          key={field.key}
          field={{ ...field, required: false }}
          draft={drafts[field.key] ?? (field.type === "list<string>" ? [] : "")}
          onChange={(draft) => setDrafts({ ...drafts, [field.key]: draft })}
        />
      ))}
      <RefusedBanner problems={problems} />
      <Button isDisabled={resolution.trim() === ""} onPress={end}>
        {t("end")}
      </Button>
    </section>
  )
}
