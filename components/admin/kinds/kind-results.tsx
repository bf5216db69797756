"use client"

import { Plus } from "lucide-react"
import { useTranslations } from "use-intl"
import { RowCard } from "@/components/designer/controls/row-card"
import { SampleAnswer } from "@/components/designer/controls/sample-answer"
import { Button } from "@/components/ui/button"
import { Panel } from "@/components/ui/page"
import { TextField } from "@/components/ui/text-field"
import type { CustomKind } from "@/core/flow/custom-kind"
import { BothTexts } from "./both-texts"
import { freeKey, renamedKey } from "./row-key"
import type { KindPart } from "./use-kind-draft"

const resultsMax = 30

/** What of the answer a flow may keep. */
export function KindResults({ draft: { results }, errorOf, change }: KindPart) {
  const t = useTranslations("kinds.results")
  const set = (index: number, more: Partial<CustomKind["results"][number]>) =>
    change({ results: results.map((one, at) => (at === index ? { ...one, ...more } : one)) })
  const keys = results.map(({ key }) => key)
  const add = (pointer: string) =>
    change({ results: [...results, { key: freeKey("result", keys), label: { en: "", zh: "" }, pointer }] })
  return (
    <Panel title={t("title")} description={t("help")}>
      {results.length > 0 && (
        <ul className="mb-3 space-y-3">
          {results.map((result, index) => (
            <RowCard
              // oxlint-disable-next-line react/no-array-index-key -- the key follows the name while that is being typed
              key={index}
              removeLabel={t("remove", { number: index + 1 })}
              onRemove={() => change({ results: results.filter((_, at) => at !== index) })}
              first={
                <BothTexts
                  label="label"
                  field={`results.${index}.label`}
                  value={result.label}
                  charsMax={60}
                  errorOf={errorOf}
                  onChange={(label) =>
                    set(index, { label, key: renamedKey(result.key, result.label.en, label.en, "result", keys) })
                  }
                />
              }
            >
              <div className="grid gap-2.5 sm:grid-cols-2">
                <TextField
                  label={t("key")}
                  value={result.key}
                  maxLength={40}
                  inputProps={{ className: "font-mono", spellCheck: false }}
                  error={errorOf(`results.${index}.key`)}
                  onChange={(key) => set(index, { key })}
                />
                <TextField
                  label={t("pointer")}
                  placeholder="/data/level"
                  value={result.pointer}
                  maxLength={400}
                  inputProps={{ className: "font-mono", spellCheck: false, autoCapitalize: "none" }}
                  error={errorOf(`results.${index}.pointer`)}
                  onChange={(pointer) => set(index, { pointer })}
                />
              </div>
            </RowCard>
          ))}
        </ul>
      )}
      {results.length < resultsMax && (
        <div className="space-y-2">
          <Button size="sm" variant="outline" onPress={() => add("")}>
            <Plus aria-hidden="true" />
            {t("add")}
          </Button>
          <SampleAnswer taken={results.map(({ pointer }) => pointer)} onPick={({ pointer }) => add(pointer)} />
        </div>
      )}
    </Panel>
  )
}
