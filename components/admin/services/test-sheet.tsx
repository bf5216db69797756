"use client"

import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useTRPC } from "@/components/trpc"
import { Banner } from "@/components/ui/banner"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { methods } from "@/core/flow/request/request-config"
import { FormSheet } from "../form-sheet"
import { useAdminForm } from "../use-admin-form"
import type { Service } from "./services-page"

type Answer = { status: number | null; tookMs: number; text: string; isCut: boolean }

/** Asks a service once and shows what it says: the quickest way to see whether address and keys are right. */
export function TestSheet(props: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; service: Service }) {
  const t = useTranslations("services.test")
  const trpc = useTRPC()
  const test = useMutation(trpc.service.test.mutationOptions())
  const form = useAdminForm({ method: "GET" as (typeof methods)[number], path: "" })
  const [answer, setAnswer] = useState<Answer | null>(null)
  const send = async () => {
    setAnswer(null)
    const said = await form.send(() => test.mutateAsync({ serviceId: props.service.id, ...form.draft }))
    if (said) setAnswer(said)
  }
  return (
    <FormSheet
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title", { name: props.service.name })}
      description={t("description")}
      submitLabel={t("send")}
      isBusy={form.isBusy}
      others={form.others}
      onSubmit={() => void send()}
    >
      <SelectField
        label={t("method")}
        options={methods.map((method) => ({ value: method, label: method }))}
        value={form.draft.method}
        onChange={form.set("method")}
      />
      <TextField
        label={t("path")}
        description={<span className="font-mono break-all">{props.service.baseUrl + form.draft.path}</span>}
        placeholder="/health"
        value={form.draft.path}
        maxLength={1000}
        inputProps={{ className: "font-mono", spellCheck: false, autoCapitalize: "none" }}
        onChange={form.set("path")}
        error={form.errorOf("path")}
      />
      {answer && <AnswerView answer={answer} />}
    </FormSheet>
  )
}

function AnswerView({ answer }: { answer: Answer }) {
  const t = useTranslations("services.test")
  const { status, tookMs, text, isCut } = answer
  if (status === null) {
    return (
      <Banner meaning="breached" title={t("noAnswer", { ms: tookMs })} isAssertive>
        {text}
      </Banner>
    )
  }
  const isSuccess = status >= 200 && status < 300
  return (
    <div className="space-y-2">
      <Banner meaning={isSuccess ? "ok" : "warning"} isAssertive>
        {t("answered", { status, ms: tookMs })}
      </Banner>
      {text === "" ? (
        <p className="text-sm text-muted">{t("emptyAnswer")}</p>
      ) : (
        <pre
          aria-label={t("answer")}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and keys must be able to
          tabIndex={0}
          className="max-h-96 overflow-auto rounded-lg border border-border bg-surface-secondary p-3 font-mono text-xs break-words whitespace-pre-wrap"
        >
          {pretty(text)}
        </pre>
      )}
      {isCut && <p className="text-xs text-muted">{t("cut")}</p>}
    </div>
  )
}

/** JSON with its lines indented; anything else as it came. */
function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
