"use client"

import { useTranslations } from "use-intl"
import { Segmented } from "@/components/designer/controls/segmented"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { Version } from "../versions/version-types"
import { layerNames } from "./layer"
import { dayText, spans, type useLayerView } from "./use-layer-view"

const everyVersion = "all"

/** Which figures, of which time, of which version. */
export function LayerBar(props: {
  view: ReturnType<typeof useLayerView>
  versions: readonly Version[]
  isWrong: boolean
  now: number
}) {
  const t = useTranslations("flows.layers")
  const { view } = props
  const layers = layerNames.map((name) => ({ value: name, label: t(`name.${name}`) }))
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2 pb-3">
      <div className="min-w-[34rem] max-lg:hidden">
        <Segmented
          label={t("layer")}
          isLabelHidden
          options={layers}
          value={view.layer}
          onChange={(layer) => view.change({ layer })}
        />
      </div>
      <SelectField
        label={t("layer")}
        isLabelHidden
        className="w-full md:w-44 lg:hidden"
        options={layers}
        value={view.layer}
        onChange={(layer) => view.change({ layer })}
      />
      <SelectField
        label={t("span.label")}
        isLabelHidden
        className="w-40 max-md:flex-1"
        options={[...spans, "custom" as const].map((span) => ({ value: span, label: t(`span.${span}`) }))}
        value={view.span}
        onChange={(span) => view.change({ span })}
      />
      {view.span === "custom" && (
        <>
          <TextField
            label={t("first")}
            type="date"
            value={view.first}
            inputProps={{ max: dayText(new Date(props.now)) }}
            error={props.isWrong ? t("wrongRange") : undefined}
            onChange={(first) => first && view.change({ first })}
          />
          <TextField
            label={t("last")}
            type="date"
            value={view.last}
            onChange={(last) => last && view.change({ last })}
          />
        </>
      )}
      <SelectField
        label={t("version.label")}
        isLabelHidden
        className="w-44 max-md:flex-1"
        options={[
          { value: everyVersion, label: t("version.all") },
          ...props.versions.map(({ id, number }) => ({ value: id, label: t("version.one", { number }) })),
        ]}
        value={props.versions.some(({ id }) => id === view.versionId) ? view.versionId : everyVersion}
        onChange={(value) => view.change({ versionId: value === everyVersion ? null : value })}
      />
    </div>
  )
}
