"use client"

import { Braces, FileInput, FileStack, Image as ImageIcon, Workflow } from "lucide-react"
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

const { OnDemand: PictureDialog } = onDemand(async () => (await import("./picture/picture-dialog")).PictureDialog)

/** What leaves the designer as a file, and what comes into it. `save`: what is on the screen has to be saved first. */
export function FileMenu(props: {
  flowName: string
  /** Which version is drawn, or that it is a draft. */
  about: string
  save: () => Promise<boolean>
}) {
  const { flowName, about, save } = props
  const t = useTranslations("flows.file")
  const { flowId, store, isEditable } = useDesignerContext()
  const [isImporting, setImporting] = useState(false)
  const [opened, setOpened] = useState(0)
  const [isPicturing, setPicturing] = useState(false)
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
  const picture: MenuEntry = {
    id: "picture",
    label: t("asPicture"),
    description: t("asPictureHint"),
    icon: ImageIcon,
    onSelect: () => setPicturing(true),
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
          { id: "out", title: t("out"), entries: [json, bpmn, picture] },
          { id: "in", title: t("in"), entries: isEditable ? [replace] : [] },
        ]}
      >
        <FileStack aria-hidden="true" />
      </MenuButton>
      <PictureDialog flowName={flowName} about={about} isOpen={isPicturing} onOpenChange={setPicturing} />
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
