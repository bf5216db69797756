"use client"

import { Braces, FileInput, FileStack, Workflow } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { useExport, type FileFormat } from "@/components/flow/file/use-export"
import { MenuButton, type MenuEntry } from "@/components/ui/menu"
import { notify } from "@/components/ui/notify"
import { onDemand } from "@/components/ui/on-demand"
import { replaceDraft } from "@/core/design/flow-commands"
import { useDesignerContext } from "./designer-context"

const { OnDemand: ImportDialog } = onDemand(
  async () => (await import("@/components/flow/file/import-dialog")).ImportDialog,
)

/** What leaves the designer as a file, and what comes into it. `save`: what is on the screen has to be saved first. */
export function FileMenu({ save }: { save: () => Promise<boolean> }) {
  const t = useTranslations("flows.file")
  const { flowId, store, isEditable } = useDesignerContext()
  const [isImporting, setImporting] = useState(false)
  const [opened, setOpened] = useState(0)
  const exportFlow = useExport()
  const leave = (format: FileFormat) => async () => {
    if (isEditable && !(await save())) notify.warning(t("notSaved"))
    await exportFlow(flowId, null, format)
  }
  const json: MenuEntry = {
    id: "json",
    label: t("asJson"),
    description: t("asJsonHint"),
    icon: Braces,
    onSelect: () => void leave("json")(),
  }
  const bpmn: MenuEntry = {
    id: "bpmn",
    label: t("asBpmn"),
    description: t("asBpmnHint"),
    icon: Workflow,
    onSelect: () => void leave("bpmn")(),
  }
  const replace: MenuEntry = {
    id: "import",
    label: t("replace"),
    description: t("replaceHint"),
    icon: FileInput,
    onSelect: () => {
      setOpened(opened + 1)
      setImporting(true)
    },
  }
  return (
    <>
      <MenuButton
        isIconOnly
        size="sm"
        label={t("menu")}
        groups={[
          { id: "out", title: t("out"), entries: [json, bpmn] },
          { id: "in", title: t("in"), entries: isEditable ? [replace] : [] },
        ]}
      >
        <FileStack aria-hidden="true" />
      </MenuButton>
      <ImportDialog
        key={opened}
        isOpen={isImporting}
        onOpenChange={setImporting}
        title={t("replace")}
        about={t("replaceAbout")}
        confirmLabel={t("replaceConfirm")}
        onTake={({ graph }) => {
          store.run(replaceDraft(store.graph(), graph))
          setImporting(false)
          notify.ok(t("replaced"))
          return Promise.resolve()
        }}
      />
    </>
  )
}
