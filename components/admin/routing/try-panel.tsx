"use client"

import { useId } from "react"
import { useTranslations } from "use-intl"
import { SwitchInput } from "@/components/designer/controls/switch-input"
import { Banner } from "@/components/ui/banner"
import { Panel } from "@/components/ui/page"
import { TextField } from "@/components/ui/text-field"
import type { Verdict } from "./explain-rules"
import type { Rule, RuleList } from "./routing-page"
import { SeenOptions } from "./seen-options"
import { useReasons } from "./use-conditions"

export const emptyTrial = { path: "", intent: "", dialled: "", abandoned: false }
export type Trial = typeof emptyTrial

/** A call to try the rules with: what is typed is judged at once, by the same code that routes real calls. */
export function TryPanel(props: {
  trial: Trial
  onChange: (trial: Trial) => void
  isTried: boolean
  verdicts: Map<string, Verdict> | null
  rules: readonly Rule[]
  seen: RuleList["seen"]
}) {
  const t = useTranslations("routing")
  const id = useId()
  const { trial } = props
  const set = (change: Partial<Trial>) => props.onChange({ ...trial, ...change })
  return (
    <Panel title={t("try.title")} description={t("try.description")} className="self-start xl:sticky xl:top-4">
      <div className="space-y-3.5">
        <TextField
          label={t("field.intent")}
          value={trial.intent}
          onChange={(intent) => set({ intent })}
          inputProps={{ list: `${id}-intents`, autoComplete: "off", spellCheck: false }}
        />
        <TextField
          label={t("try.path")}
          value={trial.path}
          onChange={(path) => set({ path })}
          inputProps={{ list: `${id}-paths`, autoComplete: "off", spellCheck: false }}
        />
        <TextField
          label={t("field.dialled")}
          value={trial.dialled}
          onChange={(dialled) => set({ dialled })}
          inputProps={{ list: `${id}-numbers`, autoComplete: "off", inputMode: "tel" }}
        />
        <SwitchInput label={t("try.abandoned")} isOn={trial.abandoned} onChange={(abandoned) => set({ abandoned })} />
        <SeenOptions id={id} seen={props.seen} />
        <div aria-live="polite">{props.isTried && <Outcome {...props} />}</div>
      </div>
    </Panel>
  )
}

function Outcome({
  trial,
  verdicts,
  rules,
}: {
  trial: Trial
  verdicts: Map<string, Verdict> | null
  rules: readonly Rule[]
}) {
  const t = useTranslations("routing")
  const reasons = useReasons()
  const winner = rules.find(({ id }) => verdicts?.get(id)?.is === "wins")
  const verdict = winner && verdicts?.get(winner.id)
  if (!winner || verdict?.is !== "wins") {
    return (
      <Banner meaning="warning" title={t("try.none")}>
        {trial.abandoned && !trial.intent.trim() ? t("try.noIntent") : t("try.noneText")}
      </Banner>
    )
  }
  return (
    <Banner meaning="ok" title={t("try.wins", { name: winner.name })}>
      <p>{t("try.because", { reasons: reasons(verdict.routing.reason) })}</p>
      <p>
        {winner.flowState === "live" ? t("try.starts", { flow: winner.flowName }) : t(`flowState.${winner.flowState}`)}
      </p>
    </Banner>
  )
}
