"use client"

import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Time } from "@/components/ui/time"
import type { useCalendarDraft } from "./use-calendar-draft"

/** At the foot of the page while something is not saved; a conflict says who was faster, and nothing is lost unasked. */
export function SaveBar({ draft, onSaved }: { draft: ReturnType<typeof useCalendarDraft>; onSaved: () => void }) {
  const t = useTranslations("calendars.save")
  const refused = useTranslations("admin.refusal")
  if (!draft.isChanged) return null
  const { refusal } = draft
  const isConflict = refusal !== null && refusal !== "failed" && refusal.code === "CONFLICT"
  const save = async (work: Promise<boolean>) => {
    if (await work) onSaved()
  }
  return (
    <section
      aria-label={t("bar")}
      className="sticky bottom-0 z-10 space-y-2.5 border-t border-separator bg-surface px-4 py-3 md:px-6"
    >
      {isConflict ? (
        <Banner
          meaning="warning"
          isAssertive
          title={t("conflict", { name: String(refusal.detail["savedBy"] ?? t("somebody")) })}
        >
          {typeof refusal.detail["savedAt"] === "number" && <Time value={refusal.detail["savedAt"]} format="both" />}
        </Banner>
      ) : refusal === "failed" ? (
        <Banner meaning="breached" isAssertive title={refused("failed")} />
      ) : refusal !== null ? (
        <Banner meaning="breached" isAssertive title={refusal.message} />
      ) : null}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="min-w-0 flex-1 text-sm text-muted">
          {draft.isSound ? t("unsaved") : (draft.errorOf("days") ?? t("notSound"))}
        </p>
        <Button variant="outline" isDisabled={draft.isSaving} onPress={() => void draft.discard()}>
          {t(isConflict ? "takeTheirs" : "discard")}
        </Button>
        {isConflict ? (
          <Button
            variant="danger"
            isPending={draft.isSaving}
            onPress={() => void save(draft.overwrite(Number(refusal.detail["revision"])))}
          >
            {t("overwrite")}
          </Button>
        ) : (
          <Button isPending={draft.isSaving} isDisabled={!draft.isSound} onPress={() => void save(draft.save())}>
            {t("save")}
          </Button>
        )}
      </div>
    </section>
  )
}
