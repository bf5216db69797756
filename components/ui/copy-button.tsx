"use client"

import { Check, Copy } from "lucide-react"
import { useEffect, useState } from "react"
import { useTranslations } from "use-intl"
import { IconButton } from "./icon-button"

const shownMs = 1600

/** The clipboard API exists on https and localhost only; an installation on a plain-http address needs the old way. */
async function copyText(value: string): Promise<boolean> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(value)
    return true
  }
  const field = document.createElement("textarea")
  field.value = value
  field.style.position = "fixed"
  field.style.opacity = "0"
  document.body.append(field)
  field.select()
  const isDone = document.execCommand("copy")
  field.remove()
  return isDone
}

/** Copies `value`; the icon turns into a check for a moment and the label says "copied". */
export function CopyButton(props: { value: string; label?: string; size?: "sm" | "md" }) {
  const t = useTranslations("ui.copy")
  const [copiedAt, setCopiedAt] = useState(0)
  useEffect(() => {
    if (!copiedAt) return
    const timer = setTimeout(() => setCopiedAt(0), shownMs)
    return () => clearTimeout(timer)
  }, [copiedAt])
  return (
    <>
      <IconButton
        icon={copiedAt ? Check : Copy}
        label={copiedAt ? t("done") : (props.label ?? t("label"))}
        size={props.size ?? "sm"}
        onPress={() => {
          void copyText(props.value).then((isDone) => isDone && setCopiedAt(Date.now()))
        }}
      />
      <output className="sr-only">{copiedAt ? t("done") : ""}</output>
    </>
  )
}
