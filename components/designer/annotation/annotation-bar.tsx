"use client"

import { useReactFlow } from "@xyflow/react"
import { Maximize2, Pencil, Trash2, Ungroup } from "lucide-react"
import { useTranslations } from "use-intl"
import { IconButton } from "@/components/ui/icon-button"
import { colorNote, fitGroup, ungroup } from "@/core/design/annotation-commands"
import { annotationTones, type Annotation } from "@/core/flow/annotation"
import { useDesigner, useDesignerContext } from "../designer-context"
import { useEditActionsContext } from "../edit-actions-context"
import { cardSizes } from "./card-sizes"

/** The note or group that is chosen, when nothing else is. */
export function useChosenAnnotation(): Annotation | null {
  return useDesigner(({ selection: { nodeIds, edgeIds }, history: { graph } }) => {
    const [only] = nodeIds
    if (nodeIds.size !== 1 || edgeIds.size > 0) return null
    return graph.annotations?.find(({ id }) => id === only) ?? null
  })
}

/** Over the canvas while a note or a group is chosen. */
export function AnnotationBar({ annotation }: { annotation: Annotation }) {
  const t = useTranslations("designer.annotation")
  const { store } = useDesignerContext()
  const { remove } = useEditActionsContext()
  const flow = useReactFlow()
  const { id, kind, tone } = annotation
  const ids = new Set([id])
  const fit = () => {
    const command = fitGroup(store.graph(), id, cardSizes(flow))
    if (command) store.run(command)
  }
  return (
    <div
      role="toolbar"
      aria-label={t(kind === "note" ? "noteTools" : "groupTools")}
      className="panel absolute top-3 left-1/2 z-10 flex -translate-x-1/2 items-center gap-0.5 p-0.5"
    >
      <IconButton
        size="sm"
        icon={Pencil}
        label={t(kind === "note" ? "editNote" : "editTitle")}
        placement="bottom"
        onPress={() => store.write(id)}
      />
      <fieldset className="mx-1 flex items-center" aria-label={t("tone")}>
        {annotationTones.map((each) => (
          <button
            key={each}
            type="button"
            aria-label={t(`tones.${each}`)}
            title={t(`tones.${each}`)}
            aria-pressed={each === tone}
            onClick={() => store.run(colorNote(store.graph(), ids, each))}
            className="grid size-7 place-items-center rounded-lg hover:bg-default"
          >
            <span className={`note-swatch note--${each}`} data-chosen={each === tone || undefined} />
          </button>
        ))}
      </fieldset>
      {kind === "group" && (
        <>
          <IconButton size="sm" icon={Maximize2} label={t("fit")} placement="bottom" onPress={fit} />
          <IconButton
            size="sm"
            icon={Ungroup}
            label={t("ungroup")}
            placement="bottom"
            onPress={() => store.run(ungroup(store.graph(), ids))}
          />
        </>
      )}
      {kind === "note" && (
        <IconButton size="sm" icon={Trash2} label={t("deleteNote")} placement="bottom" onPress={remove} />
      )}
    </div>
  )
}
