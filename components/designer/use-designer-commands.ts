"use client"

import { BoxSelect, Group, ListTree, Maximize, Plus, Redo2, Save, StickyNote, Undo2, WandSparkles } from "lucide-react"
import { useMemo } from "react"
import { useTranslations } from "use-intl"
import { useModifierLabel } from "@/components/shell/modifier"
import { usePageShortcuts, type PageCommand } from "@/components/shell/page-shortcuts"
import { useDesignerContext } from "./designer-context"
import type { CanvasTools } from "./use-canvas-keys"
import type { EditActions } from "./use-edit-actions"

/** Tells the shell what the canvas can do: the overview of keys shows it, and the command palette offers it. */
export function useDesignerCommands(actions: EditActions, tools: CanvasTools) {
  const t = useTranslations("designer.keys")
  const tMenu = useTranslations("designer.menu")
  const tProblems = useTranslations("designer.problems")
  const { isEditable } = useDesignerContext()
  const modifier = useModifierLabel()
  const shortcuts = useMemo(() => {
    const { tidy } = tools
    const edits: PageCommand[] = [
      { label: t("addStep"), keys: ["N"], icon: Plus, run: actions.openPalette },
      ...(tools.isTree
        ? []
        : [{ label: t("addNote"), keys: ["⇧", "N"], icon: StickyNote, run: () => actions.addNote() }]),
      { label: t("undo"), keys: [modifier, "Z"], icon: Undo2, run: actions.undo },
      { label: t("redo"), keys: [modifier, "Y"], icon: Redo2, run: actions.redo },
      { label: tMenu("cut"), keys: [modifier, "X"] },
      { label: t("paste"), keys: [modifier, "V"] },
      { label: tMenu("duplicate"), keys: [modifier, "D"] },
      { label: tMenu("group"), keys: [modifier, "G"], icon: Group, run: actions.group },
      { label: tMenu("ungroup"), keys: [modifier, "⇧", "G"] },
      { label: t("nudge"), keys: ["⇧", "←↑↓→"] },
      { label: tMenu("delete"), keys: ["Del"] },
      ...(tidy ? [{ label: tMenu("tidy"), keys: ["⇧", "T"], icon: WandSparkles, run: tidy }] : []),
      { label: t("save"), keys: [modifier, "S"], icon: Save, run: actions.save },
    ]
    const looks: PageCommand[] = [
      { label: t(tools.isTree ? "toCanvas" : "toTree"), keys: ["V"], icon: ListTree, run: tools.turn },
      { label: t("walk"), keys: ["←↑↓→"] },
      { label: tMenu("inspect"), keys: ["↵"] },
      { label: t("menu"), keys: ["⇧", "F10"] },
      { label: tMenu("copy"), keys: [modifier, "C"] },
      { label: tMenu("selectAll"), keys: [modifier, "A"], icon: BoxSelect, run: actions.selectAll },
      { label: t("clear"), keys: ["Esc"] },
      { label: tMenu("fit"), keys: ["1"], icon: Maximize, run: tools.fit },
      { label: t("zoom"), keys: ["+", "-"] },
      { label: tProblems("next"), keys: ["F8"] },
      { label: tProblems("previous"), keys: ["⇧", "F8"] },
    ]
    return { title: t("title"), lines: isEditable ? [...edits, ...looks] : looks }
  }, [t, tMenu, tProblems, actions, tools, modifier, isEditable])
  usePageShortcuts(shortcuts)
}
