"use client"

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react"
import { useTranslations } from "use-intl"
import * as z from "zod"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { TextField } from "@/components/ui/text-field"
import { usualOutcomes, type Outcome } from "@/core/flow/nodes/return-visit"
import { useDesignerContext } from "../designer-context"
import { keyFromLabel } from "../key-from-label"
import type { ControlProps } from "./control"
import { ControlFrame } from "./control-frame"
import { Segmented } from "./segmented"
import { SwitchInput } from "./switch-input"

const outcomesMax = 12
const titleCharsMax = 60
const tones = ["positive", "neutral", "negative"] as const satisfies readonly Outcome["tone"][]

/** What a draft may hold: titles may be empty while they are being typed. */
const outcomesSchema = z.array(
  z.object({
    id: z.string(),
    title: z.object({ en: z.string(), zh: z.string() }),
    tone: z.enum(tones),
    again: z.boolean(),
  }),
)

function freeId(outcomes: readonly Outcome[]): string {
  let number = outcomes.length + 1
  while (outcomes.some(({ id }) => id === `outcome${number}`)) number += 1
  return `outcome${number}`
}

/** What a call may come to: each is a button of the todo and a way out of the step. */
export function OutcomesControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.outcomes")
  const { store, locale } = useDesignerContext()
  const outcomes = outcomesSchema.safeParse(value ?? usualOutcomes).data ?? usualOutcomes
  const change = (index: number, more: Partial<Outcome>, isTyped = false) =>
    onChange(
      outcomes.map((one, at) => (at === index ? { ...one, ...more } : one)),
      isTyped,
    )
  const move = (index: number, by: number) => {
    const next = [...outcomes]
    next.splice(index + by, 0, ...next.splice(index, 1))
    onChange(next)
  }
  /** An exit follows its English title until an edge leaves by it: a line must not come off because a word was changed. */
  const rename = (index: number, en: string) => {
    const { id, title } = outcomes[index]!
    const { nodeIds } = store.get().selection
    const isUsed = store.graph().edges.some(({ source, exit }) => nodeIds.has(source) && exit === id)
    const wanted = keyFromLabel(en)
    const follows = /^outcome\d+$/.test(id) || id === keyFromLabel(title.en)
    const isFree = wanted !== "" && !outcomes.some((one, at) => at !== index && one.id === wanted)
    change(index, { title: { ...title, en }, ...(!isUsed && follows && isFree && { id: wanted }) }, true)
  }
  return (
    <ControlFrame label={label} help={help} error={error}>
      <ol className="space-y-3">
        {outcomes.map((outcome, index) => {
          const title = outcome.title[locale] || t("unnamed", { number: index + 1 })
          return (
            // oxlint-disable-next-line react/no-array-index-key -- the id follows the title while that is being typed
            <li key={index} className="space-y-2.5 rounded-lg border border-border p-2.5">
              <div className="flex min-h-7 items-center gap-1">
                <p className="min-w-0 flex-1 truncate text-sm font-medium">{title}</p>
                {!isDisabled && (
                  <>
                    <IconButton
                      size="sm"
                      icon={ArrowUp}
                      label={t("up", { title })}
                      isDisabled={index === 0}
                      onPress={() => move(index, -1)}
                    />
                    <IconButton
                      size="sm"
                      icon={ArrowDown}
                      label={t("down", { title })}
                      isDisabled={index === outcomes.length - 1}
                      onPress={() => move(index, 1)}
                    />
                    <IconButton
                      size="sm"
                      icon={Trash2}
                      label={t("remove", { title })}
                      isDisabled={outcomes.length === 1}
                      onPress={() => onChange(outcomes.filter((_, at) => at !== index))}
                    />
                  </>
                )}
              </div>
              <TextField
                label={t("zh")}
                value={outcome.title.zh}
                maxLength={titleCharsMax}
                isDisabled={isDisabled}
                onChange={(zh) => change(index, { title: { ...outcome.title, zh } }, true)}
              />
              <TextField
                label={t("en")}
                description={<span className="font-mono">{t("id", { id: outcome.id })}</span>}
                value={outcome.title.en}
                maxLength={titleCharsMax}
                isDisabled={isDisabled}
                onChange={(en) => rename(index, en)}
              />
              <Segmented
                label={t("tone")}
                options={tones.map((tone) => ({ value: tone, label: t(`tones.${tone}`) }))}
                value={outcome.tone}
                isDisabled={isDisabled}
                onChange={(tone) => change(index, { tone })}
              />
              <SwitchInput
                label={t("again")}
                help={t("againHelp")}
                isOn={outcome.again}
                isDisabled={isDisabled}
                onChange={(again) => change(index, { again })}
              />
            </li>
          )
        })}
      </ol>
      {!isDisabled && outcomes.length < outcomesMax && (
        <Button
          size="sm"
          variant="outline"
          className="mt-3"
          onPress={() =>
            onChange([...outcomes, { id: freeId(outcomes), title: { en: "", zh: "" }, tone: "neutral", again: false }])
          }
        >
          <Plus aria-hidden="true" />
          {t("add")}
        </Button>
      )}
    </ControlFrame>
  )
}
