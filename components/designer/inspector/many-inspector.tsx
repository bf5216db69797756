"use client"

import { BoxSelect, Copy, Trash2 } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { useEditActionsContext } from "../edit-actions-context"
import { useDesignerContext } from "../designer-context"

/** Several things are chosen: what can be done with all of them. */
export function ManyInspector({ count }: { count: number }) {
  const t = useTranslations("designer.inspector")
  const { isEditable } = useDesignerContext()
  const actions = useEditActionsContext()
  return (
    <EmptyState
      icon={BoxSelect}
      size="compact"
      title={t("many", { count })}
      description={t("manyHint")}
      action={
        isEditable && (
          <>
            <Button size="sm" variant="outline" onPress={actions.duplicate}>
              <Copy aria-hidden="true" />
              {t("duplicate")}
            </Button>
            <Button size="sm" variant="outline" onPress={actions.remove}>
              <Trash2 aria-hidden="true" />
              {t("delete")}
            </Button>
          </>
        )
      }
    />
  )
}
