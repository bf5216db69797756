"use client"

import { ArrowRight, Bot, Hash, ListTree, MessageSquareQuote } from "lucide-react"
import { useFormatter, useTranslations } from "use-intl"
import type { Call } from "@/core/call/call"
import type { IvrInput } from "./timeline"

/**
 * The caller's way through the phone menu, drawn as steps: the node, and what the caller pressed or said there. It ends
 * where the menu handed over.
 */
export function IvrSteps({ call }: { call: Call }) {
  const t = useTranslations("call.ivr")
  const { ivr } = call
  if (ivr.steps.length === 0 && ivr.path.length === 0) return <p className="text-sm text-muted">{t("none")}</p>
  // A vendor may tell the path without its steps.
  const steps: { node: string | null; input: IvrInput }[] =
    ivr.steps.length > 0 ? ivr.steps : ivr.path.map((node) => ({ node, input: null }))
  return (
    <ol aria-label={t("label")} className="flex flex-wrap items-stretch gap-y-2 text-sm">
      {steps.map((step, index) => (
        <li key={index} className="flex max-w-full min-w-0 items-center">
          {index > 0 && <ArrowRight className="mx-1 size-4 shrink-0 text-muted" aria-hidden="true" />}
          <div className="flex min-w-0 flex-col justify-center rounded-lg border border-border bg-surface-secondary px-2.5 py-1.5">
            <span className="inline-flex min-w-0 items-center gap-1.5">
              <ListTree className="size-3.5 shrink-0 text-muted" aria-hidden="true" />
              <span className="truncate font-medium">{step.node ?? t("unnamed")}</span>
            </span>
            {step.input && <IvrAnswer input={step.input} />}
          </div>
        </li>
      ))}
      {ivr.exit && (
        <li className="flex items-center">
          <ArrowRight className="mx-1 size-4 shrink-0 text-muted" aria-hidden="true" />
          <span className="rounded-lg bg-default px-2.5 py-1.5 text-default-foreground">{t(`exit.${ivr.exit}`)}</span>
        </li>
      )}
    </ol>
  )
}

/** What the caller answered: keys, words, and what the bot made of them. */
export function IvrAnswer({ input }: { input: NonNullable<IvrInput> }) {
  const t = useTranslations("call.ivr")
  const format = useFormatter()
  const slots = Object.entries(input.slots ?? {})
  return (
    <span className="mt-0.5 flex min-w-0 flex-col gap-0.5 text-xs text-muted">
      {input.dtmf && (
        <span className="inline-flex items-center gap-1">
          <Hash className="size-3.5 shrink-0" aria-hidden="true" />
          {t("pressed")} <span className="font-mono text-foreground">{input.dtmf}</span>
        </span>
      )}
      {input.speech && (
        <span className="inline-flex max-w-[32ch] items-start gap-1">
          <MessageSquareQuote className="mt-0.5 size-3.5 shrink-0" aria-hidden="true" />
          <span className="break-words">{t("said", { words: input.speech })}</span>
        </span>
      )}
      {input.intent && (
        <span className="inline-flex items-center gap-1">
          <Bot className="size-3.5 shrink-0" aria-hidden="true" />
          <span className="text-foreground">{input.intent}</span>
          {input.confidence !== undefined && format.number(input.confidence, { style: "percent" })}
        </span>
      )}
      {slots.map(([name, value]) => (
        <span key={name} className="break-words">
          {name} = <span className="text-foreground">{String(value)}</span>
        </span>
      ))}
    </span>
  )
}
