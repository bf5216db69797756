"use client"

import clsx from "clsx"
import { useId } from "react"
import { useTranslations } from "use-intl"
import { KindIcon } from "@/components/designer/kind-icon"
import { Panel } from "@/components/ui/page"
import { customIcons, type CustomKind } from "@/core/flow/custom-kind"
import { BothTexts } from "./both-texts"
import type { KindPart } from "./use-kind-draft"

/** What the kind is called and how it looks. */
export function KindLook({ draft, errorOf, change }: KindPart) {
  const t = useTranslations("kinds.look")
  return (
    <Panel title={t("title")}>
      <div className="space-y-4">
        <BothTexts
          label="name"
          field="name"
          value={draft.name}
          charsMax={40}
          errorOf={errorOf}
          onChange={(name) => change({ name })}
        />
        <BothTexts
          label="description"
          field="description"
          value={draft.description}
          charsMax={200}
          errorOf={errorOf}
          onChange={(description) => change({ description })}
        />
        <IconChoice label={t("icon")} value={draft.icon} onChange={(icon) => change({ icon })} />
      </div>
    </Panel>
  )
}

function IconChoice(props: { label: string; value: CustomKind["icon"]; onChange: (icon: CustomKind["icon"]) => void }) {
  const t = useTranslations("kinds.icons")
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{props.label}</legend>
      <div className="flex flex-wrap gap-1.5">
        {customIcons.map((icon) => (
          <label
            key={icon}
            title={t(icon)}
            className={clsx(
              "relative grid size-10 cursor-pointer place-items-center rounded-lg border transition-colors md:size-9",
              "has-focus-visible:outline-2 has-focus-visible:outline-focus",
              icon === props.value
                ? "border-accent bg-accent-soft text-accent-soft-foreground"
                : "border-border text-muted hover:bg-default",
            )}
          >
            <input
              type="radio"
              name={name}
              aria-label={t(icon)}
              checked={icon === props.value}
              onChange={() => props.onChange(icon)}
              className="absolute inset-0 cursor-[inherit] opacity-0"
            />
            <KindIcon name={icon} className="size-4.5" />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
