"use client"

import { useMemo, useState, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { Time } from "@/components/ui/time"
import { collisionKey, mergeGraphs, settleGraphs, type Side } from "@/core/design/merge"
import type { DraftGraph } from "@/core/flow/graph"
import { ChangeList } from "./change-list"
import { useDesignerContext } from "./designer-context"
import type { SavedDraft } from "./draft-saver"
import { CollisionList } from "./together/collision-list"

export type Conflict = {
  /** What both sides started from. */
  base: DraftGraph
  mine: DraftGraph
  theirs: SavedDraft & { savedBy: string | null }
}

export type Resolution =
  | { type: "combine"; graph: DraftGraph }
  | { type: "takeTheirs" }
  | { type: "overwrite" }
  | { type: "copy" }

/**
 * Two people changed the same. Shows both works side by side and asks, for each thing that both changed, whose is kept; the
 * rest of both is kept anyway. Whatever is chosen, nothing is lost.
 */
export function ConflictDialog(props: {
  conflict: Conflict
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onResolve: (resolution: Resolution) => Promise<void>
}) {
  const t = useTranslations("designer.conflict")
  const { locale } = useDesignerContext()
  const [busy, setBusy] = useState<Resolution["type"] | null>(null)
  const { base, mine, theirs } = props.conflict
  const merged = useMemo(() => mergeGraphs(base, mine, theirs.graph), [base, mine, theirs.graph])
  const isClean = merged.collisions.length === 0
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map())
  const undecided = merged.collisions.filter((collision) => !choices.has(collisionKey(collision))).length
  const settled = () =>
    settleGraphs(base, mine, theirs.graph, (collision) => choices.get(collisionKey(collision)) ?? "theirs")
  const run = async (resolution: Resolution) => {
    setBusy(resolution.type)
    try {
      await props.onResolve(resolution)
    } finally {
      setBusy(null)
    }
  }
  const choice = (resolution: Resolution, isPrimary = false) => (
    <Choice
      resolution={resolution}
      isPrimary={isPrimary}
      isPending={busy === resolution.type}
      isDisabled={busy !== null}
      onPress={() => void run(resolution)}
    />
  )
  const who = theirs.savedBy ?? t("somebody")
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      size="lg"
      title={t("title", { name: who })}
      description={t("about")}
      isDismissable={busy === null}
    >
      <div className="space-y-4">
        <div className="grid gap-3 md:grid-cols-2">
          <Side title={t("theirs", { name: who })} note={<Time value={theirs.savedAt} format="both" />}>
            <ChangeList before={base} after={theirs.graph} locale={locale} none={t("nothing")} />
          </Side>
          <Side title={t("mine")} note={t("unsaved")}>
            <ChangeList before={base} after={mine} locale={locale} none={t("nothing")} />
          </Side>
        </div>
        <Banner meaning={isClean ? "ok" : "warning"}>
          {isClean ? t("fits") : t("collides", { count: merged.collisions.length })}
        </Banner>
        {!isClean && (
          <section className="space-y-3">
            <div>
              <h3 className="text-sm font-medium">{t("choose")}</h3>
              <p className="text-xs text-muted">{t("chooseHint")}</p>
            </div>
            <CollisionList
              graphs={{ base, mine, theirs: theirs.graph }}
              who={who}
              collisions={merged.collisions}
              choices={choices}
              onChoose={(key, side) => setChoices(new Map(choices).set(key, side))}
            />
          </section>
        )}
        <div className="space-y-2">
          {undecided > 0 ? (
            <p className="text-sm text-muted">{t("undecided", { count: undecided })}</p>
          ) : (
            choice({ type: "combine", graph: settled() }, true)
          )}
          {choice({ type: "takeTheirs" })}
          {choice({ type: "copy" })}
          {choice({ type: "overwrite" })}
        </div>
      </div>
    </Dialog>
  )
}

function Side(props: { title: string; note: ReactNode; children: ReactNode }) {
  return (
    <section className="min-w-0 rounded-lg border border-border p-3">
      <h3 className="text-sm font-medium">{props.title}</h3>
      <p className="mb-2 text-xs text-muted">{props.note}</p>
      <div className="max-h-48 overflow-y-auto">{props.children}</div>
    </section>
  )
}

function Choice(props: {
  resolution: Resolution
  isPrimary: boolean
  isPending: boolean
  isDisabled: boolean
  onPress: () => void
}) {
  const t = useTranslations("designer.conflict")
  const { type } = props.resolution
  return (
    <div className="flex items-center justify-between gap-4">
      <p className="text-sm text-pretty text-muted">{t(`about_${type}`)}</p>
      <Button
        variant={props.isPrimary ? "primary" : "outline"}
        isPending={props.isPending}
        isDisabled={props.isDisabled && !props.isPending}
        onPress={props.onPress}
        className="shrink-0"
      >
        {t(type)}
      </Button>
    </div>
  )
}
