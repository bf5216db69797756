"use client"

import {
  ChartColumn,
  ChevronLeft,
  Ellipsis,
  FlaskConical,
  History,
  ListTree,
  PanelLeft,
  Redo2,
  Rewind,
  Rocket,
  Settings2,
  Undo2,
  Workflow,
  type LucideIcon,
} from "lucide-react"
import Link from "next/link"
import { useRouter } from "next/navigation"
import type { ReactNode } from "react"
import { useTranslations } from "use-intl"
import { useModifierLabel } from "@/components/shell/modifier"
import { Button } from "@/components/ui/button"
import { IconButton } from "@/components/ui/icon-button"
import { MenuButton } from "@/components/ui/menu"
import { StatusChip } from "@/components/ui/status-chip"
import { useDesigner, useDesignerContext } from "./designer-context"
import { redoName, undoName } from "./designer-store"
import { RequestChip } from "./request-chip"
import type { Face } from "./use-face"
import type { EditActions } from "./use-edit-actions"

/** The head of the designer: which flow, in which state, and what can be done with all of it. */
export function DesignerBar(props: {
  flow: { id: string; number: number; name: string }
  liveNumber: number | null
  isDirty: boolean
  needsApproval: boolean
  status: ReactNode
  saveMark: ReactNode
  /** Who else is here, and what is said about the flow. */
  together: ReactNode
  fileMenu: ReactNode
  actions: EditActions
  face: Face
  onTurn: () => void
  isPaletteOpen: boolean
  onPalette: () => void
  onPublish: () => void
  /** Saves what is drawn: what is tried is the draft as it is saved. */
  onSave: () => Promise<unknown>
}) {
  const t = useTranslations("designer.bar")
  const tCommand = useTranslations("designer.commands")
  const { store, isEditable } = useDesignerContext()
  const isFlowShown = useDesigner((state) => state.panel === "flow")
  const undo = useDesigner(undoName)
  const redo = useDesigner(redoName)
  const modifier = useModifierLabel()
  const router = useRouter()
  const versions = `/flows/${props.flow.id}/versions`
  const dryRun = `/flows/${props.flow.id}/dry-run`
  const backTest = `/flows/${props.flow.id}/back-test`
  const layers = `/flows/${props.flow.id}/layers`
  const face = props.face === "tree" ? { icon: Workflow, label: t("asCanvas") } : { icon: ListTree, label: t("asTree") }
  const undoLabel = undo ? t("undo", { what: tCommand(undo) }) : t("undoNothing")
  const redoLabel = redo ? t("redo", { what: tCommand(redo) }) : t("redoNothing")
  return (
    <header className="flex h-12 shrink-0 items-center gap-1.5 border-b border-border bg-surface px-2 md:gap-2 md:px-3">
      <Link
        href="/flows"
        aria-label={t("back")}
        className="grid size-8 shrink-0 place-items-center rounded-lg text-muted hover:bg-default hover:text-foreground"
      >
        <ChevronLeft className="size-4" aria-hidden="true" />
      </Link>
      {isEditable && (
        <IconButton
          size="sm"
          icon={PanelLeft}
          label={props.isPaletteOpen ? t("hidePalette") : t("showPalette")}
          className="max-md:hidden"
          aria-pressed={props.isPaletteOpen}
          onPress={props.onPalette}
        />
      )}
      <div className="flex min-w-0 flex-1 items-center gap-2">
        <h1 className="truncate text-sm font-semibold">{props.flow.name}</h1>
        <span className="text-xs text-muted figures max-md:hidden">#{props.flow.number}</span>
        <span className="max-lg:hidden">
          {props.liveNumber === null ? (
            <StatusChip meaning="neutral" size="sm">
              {t("neverPublished")}
            </StatusChip>
          ) : props.isDirty ? (
            <StatusChip meaning="info" size="sm">
              {t("ahead", { number: props.liveNumber })}
            </StatusChip>
          ) : (
            <StatusChip meaning="ok" size="sm">
              {t("live", { number: props.liveNumber })}
            </StatusChip>
          )}
        </span>
      </div>
      {props.together}
      {isEditable && props.needsApproval && <RequestChip flowId={props.flow.id} />}
      {isEditable && props.saveMark}
      {props.status}
      {isEditable && (
        <span className="flex items-center max-md:hidden">
          <IconButton
            size="sm"
            icon={Undo2}
            label={undoLabel}
            shortcut={`${modifier} Z`}
            isDisabled={!undo}
            onPress={props.actions.undo}
          />
          <IconButton
            size="sm"
            icon={Redo2}
            label={redoLabel}
            shortcut={`${modifier} Y`}
            isDisabled={!redo}
            onPress={props.actions.redo}
          />
        </span>
      )}
      <span className="flex items-center max-md:hidden">
        <IconButton
          size="sm"
          icon={face.icon}
          label={face.label}
          shortcut="V"
          aria-pressed={props.face === "tree"}
          onPress={props.onTurn}
        />
        <BarLink href={dryRun} label={t("dryRun")} icon={FlaskConical} before={props.onSave} />
        {isEditable && props.liveNumber !== null && (
          <BarLink href={backTest} label={t("backTest")} icon={Rewind} before={props.onSave} />
        )}
        {props.liveNumber !== null && <BarLink href={layers} label={t("layers")} icon={ChartColumn} />}
        <BarLink href={versions} label={t("versions")} icon={History} />
        {props.fileMenu}
        <IconButton
          size="sm"
          icon={Settings2}
          label={t("settings")}
          aria-pressed={isFlowShown}
          onPress={() => store.showFlow(!isFlowShown)}
        />
      </span>
      <span className="md:hidden">
        <MenuButton
          isIconOnly
          size="sm"
          label={t("more")}
          groups={[
            {
              id: "edit",
              entries: isEditable
                ? [
                    { id: "undo", label: undoLabel, icon: Undo2, isDisabled: !undo, onSelect: props.actions.undo },
                    { id: "redo", label: redoLabel, icon: Redo2, isDisabled: !redo, onSelect: props.actions.redo },
                  ]
                : [],
            },
            {
              id: "flow",
              entries: [
                { id: "face", ...face, onSelect: props.onTurn },
                { id: "settings", label: t("settings"), icon: Settings2, onSelect: () => store.showFlow(true) },
                {
                  id: "dry-run",
                  label: t("dryRun"),
                  icon: FlaskConical,
                  onSelect: () => void props.onSave().finally(() => router.push(dryRun)),
                },
                ...(isEditable && props.liveNumber !== null
                  ? [
                      {
                        id: "back-test",
                        label: t("backTest"),
                        icon: Rewind,
                        onSelect: () => void props.onSave().finally(() => router.push(backTest)),
                      },
                    ]
                  : []),
                { id: "versions", label: t("versions"), icon: History, href: versions },
                { id: "layers", label: t("layers"), icon: ChartColumn, href: layers },
              ],
            },
          ]}
        >
          <Ellipsis aria-hidden="true" />
        </MenuButton>
      </span>
      {isEditable && (
        <Button size="sm" onPress={props.onPublish}>
          <Rocket aria-hidden="true" className="max-md:hidden" />
          {t("publish")}
        </Button>
      )}
    </header>
  )
}

/** `before`: what has to be done first; a link that opens elsewhere does not wait for it. */
function BarLink({
  href,
  label,
  icon: Icon,
  before,
}: {
  href: string
  label: string
  icon: LucideIcon
  before?: () => Promise<unknown>
}) {
  const router = useRouter()
  return (
    <Link
      href={href}
      aria-label={label}
      title={label}
      onClick={(event) => {
        if (!before || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        void before().finally(() => router.push(href))
      }}
      className="grid size-7 place-items-center rounded-lg text-muted hover:bg-default hover:text-foreground"
    >
      <Icon className="size-4" aria-hidden="true" />
    </Link>
  )
}
