"use client"

import { Trash2 } from "lucide-react"
import { useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"

/** The dangerous action of a form: asks first. What the server refuses is shown by the form. */
export function RemoveButton(props: {
  title: string
  description: string
  isDisabled: boolean
  onRemove: () => unknown
}) {
  const t = useTranslations("admin")
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button variant="danger-soft" isDisabled={props.isDisabled} onPress={() => setAsking(true)}>
        <Trash2 aria-hidden="true" />
        {t("remove")}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={props.title}
        description={props.description}
        confirmLabel={t("remove")}
        isDanger
        onConfirm={props.onRemove}
      />
    </>
  )
}
