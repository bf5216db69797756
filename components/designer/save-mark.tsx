"use client"

import clsx from "clsx"
import { CloudAlert, CloudCheck, CloudOff, CloudUpload, GitCompareArrows } from "lucide-react"
import { useSyncExternalStore } from "react"
import { useTranslations } from "use-intl"
import { Time } from "@/components/ui/time"
import type { DraftSaver } from "./draft-saver"

export function useSaveState(saver: DraftSaver) {
  return useSyncExternalStore(saver.subscribe, saver.get, saver.get)
}

/** Whether the draft is safe. Spoken only when something is wrong: "saved" every second helps nobody. */
export function SaveMark({ saver, onResolve }: { saver: DraftSaver; onResolve: () => void }) {
  const t = useTranslations("designer.save")
  const state = useSaveState(saver)
  const shape = "flex h-8 items-center gap-1.5 text-xs whitespace-nowrap"
  if (state.type === "conflict") {
    return (
      <button
        type="button"
        onClick={onResolve}
        className={clsx(shape, "rounded-lg bg-late-soft px-2 font-medium text-late-ink")}
      >
        <GitCompareArrows className="size-4" aria-hidden="true" />
        {t("conflict")}
      </button>
    )
  }
  if (state.type === "unreachable") {
    return (
      <button
        type="button"
        onClick={() => saver.retry()}
        title={t("unreachableHint")}
        className={clsx(shape, "rounded-lg bg-warning-soft px-2 font-medium text-warning-ink")}
      >
        <CloudOff className="size-4" aria-hidden="true" />
        {t("unreachable")}
      </button>
    )
  }
  if (state.type === "refused") {
    return (
      <span
        role="alert"
        title={state.message}
        className={clsx(shape, "rounded-lg bg-breached-soft px-2 text-breached-ink")}
      >
        <CloudAlert className="size-4" aria-hidden="true" />
        {t("refused")}
      </span>
    )
  }
  const isSaved = state.type === "saved"
  return (
    <span className={clsx(shape, "text-muted")}>
      {isSaved ? (
        <CloudCheck className="size-4" aria-hidden="true" />
      ) : (
        <CloudUpload className="size-4" aria-hidden="true" />
      )}
      <span className="max-lg:sr-only">
        {isSaved ? (
          <>
            {t("saved")} <Time value={state.at} format="relative" />
          </>
        ) : (
          t("saving")
        )}
      </span>
    </span>
  )
}
