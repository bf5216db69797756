"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import { RowCard } from "@/components/designer/controls/row-card"
import { Segmented } from "@/components/designer/controls/segmented"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/page"
import { TextField } from "@/components/ui/text-field"
import type { CustomKind } from "@/core/flow/custom-kind"
import { BothTexts } from "./both-texts"
import { freeKey, renamedKey } from "./row-key"
import type { KindPart } from "./use-kind-draft"

const exitsMax = 10
const tones = ["positive", "neutral", "negative"] as const

/** The ways out besides “failed”, which every kind has. */
export function KindExits({ draft: { exits, exitPointer }, errorOf, change }: KindPart) {
  const t = useTranslations("kinds.exits")
  const tone = useTranslations("designer.outcomes.tones")
  const set = (index: number, more: Partial<CustomKind["exits"][number]>) =>
    change({ exits: exits.map((one, at) => (at === index ? { ...one, ...more } : one)) })
  const ids = exits.map(({ id }) => id)
  return (
    <Panel title={t("title")} description={t("help")}>
      <ul className="mb-3 space-y-3">
        {exits.map((exit, index) => (
          <RowCard
            // oxlint-disable-next-line react/no-array-index-key -- the id follows the title while that is being typed
            key={index}
            removeLabel={t("remove", { number: index + 1 })}
            onRemove={exits.length > 1 ? () => change({ exits: exits.filter((_, at) => at !== index) }) : undefined}
            first={
              <BothTexts
                label="title"
                field={`exits.${index}.title`}
                value={exit.title}
                charsMax={40}
                errorOf={errorOf}
                onChange={(title) =>
                  set(index, { title, id: renamedKey(exit.id, exit.title.en, title.en, "exit", ids) })
                }
              />
            }
          >
            <div className="grid items-end gap-2.5 sm:grid-cols-2">
              <TextField
                label={t("id")}
                value={exit.id}
                maxLength={40}
                inputProps={{ className: "font-mono", spellCheck: false }}
                error={errorOf(`exits.${index}.id`)}
                onChange={(id) => set(index, { id })}
              />
              <Segmented
                label={t("tone")}
                options={tones.map((value) => ({ value, label: tone(value) }))}
                value={exit.tone}
                onChange={(value) => set(index, { tone: value })}
              />
            </div>
          </RowCard>
        ))}
      </ul>
      {exits.length < exitsMax && (
        <Button
          size="sm"
          variant="outline"
          onPress={() =>
            change({ exits: [...exits, { id: freeKey("exit", ids), title: { en: "", zh: "" }, tone: "neutral" }] })
          }
        >
          <Plus aria-hidden="true" />
          {t("add")}
        </Button>
      )}
      {exits.length > 1 && (
        <TextField
          className="mt-4"
          label={t("pointer")}
          description={t("pointerHelp")}
          placeholder="/result"
          value={exitPointer}
          maxLength={400}
          inputProps={{ className: "font-mono", spellCheck: false, autoCapitalize: "none" }}
          error={errorOf("exitPointer")}
          onChange={(pointer) => change({ exitPointer: pointer })}
        />
      )}
    </Panel>
  )
}
