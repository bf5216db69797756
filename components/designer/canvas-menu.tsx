"use client"

import {
  BoxSelect,
  ClipboardPaste,
  Copy,
  CopyPlus,
  Group,
  Maximize,
  MessageSquare,
  Pencil,
  Plus,
  Scissors,
  StickyNote,
  Trash2,
  Ungroup,
  WandSparkles,
} from "lucide-react"
import { useRef } from "react"
import { useTranslations } from "use-intl"
import { useModifierLabel } from "@/components/shell/modifier"
import type { MenuEntry, MenuGroup } from "@/components/ui/menu"
import { MenuPopover } from "@/components/ui/menu-popover"
import type { Position } from "@/core/design/node-commands"
import type { Anchor } from "./canvas-actions"
import { useDesigner, useDesignerContext, useGraph } from "./designer-context"
import { useEditActionsContext } from "./edit-actions-context"
import { useTogether } from "./together/together-context"
import type { CanvasTools } from "./use-canvas-keys"
import type { AskedMenu } from "./use-canvas-menu"

/** What can be done with what lies under the pointer. */
export default function CanvasMenu(props: {
  asked: AskedMenu
  onClose: () => void
  onAddStep: (anchor: Anchor, at: Position) => void
  onInsert: (edgeId: string, anchor: Anchor) => void
  tools: CanvasTools
}) {
  const t = useTranslations("designer.menu")
  const { isEditable } = useDesignerContext()
  const graph = useGraph()
  const { nodeIds, edgeIds } = useDesigner((state) => state.selection)
  const actions = useEditActionsContext()
  const together = useTogether()
  const modifier = useModifierLabel()
  const anchor = useRef<HTMLSpanElement>(null)
  const { asked } = props
  const annotation = graph.annotations?.find(({ id }) => id === asked.nodeId)
  const isMany = nodeIds.size + edgeIds.size > 1
  const { nodeId, edgeId } = isMany ? {} : asked
  const key = (letter: string) => ({ shortcut: `${modifier} ${letter}` })
  const mayEdit = (entries: MenuEntry[]): MenuEntry[] => (isEditable ? entries : [])

  const remove: MenuEntry = {
    id: "delete",
    label: t("delete"),
    icon: Trash2,
    isDanger: true,
    shortcut: "Del",
    onSelect: actions.remove,
  }
  const clipboard: MenuEntry[] = [
    ...mayEdit([{ id: "cut", label: t("cut"), icon: Scissors, ...key("X"), onSelect: () => actions.copyNow(true) }]),
    { id: "copy", label: t("copy"), icon: Copy, ...key("C"), onSelect: () => actions.copyNow(false) },
    ...mayEdit([{ id: "duplicate", label: t("duplicate"), icon: CopyPlus, ...key("D"), onSelect: actions.duplicate }]),
  ]
  const group: MenuEntry = { id: "group", label: t("group"), icon: Group, ...key("G"), onSelect: actions.group }
  const ungroup: MenuEntry = {
    id: "ungroup",
    label: t("ungroup"),
    icon: Ungroup,
    shortcut: `${modifier} ⇧ G`,
    onSelect: actions.ungroup,
  }

  const groups = (): MenuGroup[] => {
    if (asked.isPane) {
      return [
        {
          id: "add",
          entries: mayEdit([
            {
              id: "step",
              label: t("addStep"),
              icon: Plus,
              shortcut: "N",
              onSelect: () => props.onAddStep(asked.anchor, asked.at),
            },
            {
              id: "note",
              label: t("addNote"),
              icon: StickyNote,
              shortcut: "⇧ N",
              onSelect: () => actions.addNote(asked.at),
            },
            {
              id: "paste",
              label: t("paste"),
              icon: ClipboardPaste,
              ...key("V"),
              onSelect: () => actions.pasteNow(asked.at),
            },
          ]),
        },
        {
          id: "canvas",
          entries: [
            { id: "all", label: t("selectAll"), icon: BoxSelect, ...key("A"), onSelect: actions.selectAll },
            {
              id: "fit",
              label: t("fit"),
              icon: Maximize,
              shortcut: "1",
              onSelect: props.tools.fit,
            },
            ...mayEdit([
              {
                id: "tidy",
                label: t("tidy"),
                icon: WandSparkles,
                shortcut: "⇧ T",
                onSelect: () => props.tools.tidy?.(),
              },
            ]),
          ],
        },
      ]
    }
    if (edgeId) {
      return [
        {
          id: "edge",
          entries: mayEdit([
            { id: "insert", label: t("insert"), icon: Plus, onSelect: () => props.onInsert(edgeId, asked.anchor) },
            remove,
          ]),
        },
      ]
    }
    if (annotation && !isMany) {
      return [
        {
          id: "text",
          entries: mayEdit([
            { id: "write", label: t("write"), icon: Pencil, shortcut: "↵", onSelect: actions.inspect },
            ...(annotation.kind === "group" ? [ungroup] : []),
          ]),
        },
        { id: "clipboard", entries: clipboard },
        { id: "delete", entries: mayEdit([remove]) },
      ]
    }
    return [
      {
        id: "step",
        entries: [
          ...(nodeId
            ? [{ id: "inspect", label: t("inspect"), icon: Pencil, shortcut: "↵", onSelect: actions.inspect }]
            : []),
          ...(nodeId && together
            ? [
                {
                  id: "comment",
                  label: t("comment"),
                  icon: MessageSquare,
                  onSelect: () => together.openComments(nodeId),
                },
              ]
            : []),
          ...(props.tools.isTree ? [] : mayEdit([group])),
        ],
      },
      { id: "clipboard", entries: clipboard },
      { id: "delete", entries: mayEdit([remove]) },
    ]
  }
  return (
    <>
      <span
        ref={anchor}
        className="pointer-events-none fixed size-0"
        style={{ left: asked.anchor.x, top: asked.anchor.y }}
        aria-hidden="true"
      />
      <MenuPopover
        label={t("title")}
        groups={groups()}
        placement="bottom start"
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => !isOpen && props.onClose()}
      />
    </>
  )
}
