"use client"

import { useState } from "react"
import { useLocale, useTranslations } from "use-intl"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import type { Problem } from "@/core/problem"
import type { FilePreview } from "@/server/flow/file/read-file"
import { FileDrop } from "./file-drop"
import { FileView } from "./file-view"
import { readChosenFile, type ReadFile } from "./read-chosen-file"

type Refusal = Exclude<ReadFile, { type: "read" }>

/** A file is chosen, looked through, and taken: as a new flow, or in the place of a draft. */
export function ImportDialog(props: {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: string
  about: string
  confirmLabel: string
  /** Rejects when the file could not be taken; the dialog then stays. */
  onTake: (preview: FilePreview, fileName: string) => Promise<void>
}) {
  const t = useTranslations("flows.file")
  const [isReading, setReading] = useState(false)
  const [isTaking, setTaking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [chosen, setChosen] = useState<{ preview: FilePreview; fileName: string } | null>(null)
  const read = async (file: File) => {
    setReading(true)
    setRefusal(null)
    const answer = await readChosenFile(file)
    setReading(false)
    if (answer.type === "read") setChosen({ preview: answer.preview, fileName: file.name })
    else setRefusal(answer)
  }
  const take = async () => {
    if (!chosen) return
    setTaking(true)
    try {
      await props.onTake(chosen.preview, chosen.fileName)
    } catch {
      // Said by whoever takes it; what was chosen is still here.
    } finally {
      setTaking(false)
    }
  }
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      size="lg"
      title={props.title}
      description={chosen ? chosen.preview.name || chosen.fileName : props.about}
      isDismissable={!isTaking}
      footer={
        chosen && (
          <>
            <Button variant="outline" onPress={() => setChosen(null)} isDisabled={isTaking}>
              {t("another")}
            </Button>
            <Button onPress={() => void take()} isPending={isTaking}>
              {props.confirmLabel}
            </Button>
          </>
        )
      }
    >
      {chosen ? (
        <FileView preview={chosen.preview} />
      ) : (
        <div className="space-y-4">
          <FileDrop isBusy={isReading} onFile={(file) => void read(file)} />
          {refusal && <Refused refusal={refusal} />}
        </div>
      )}
    </Dialog>
  )
}

function Refused({ refusal }: { refusal: Refusal }) {
  const t = useTranslations("flows.file")
  if (refusal.type === "unreachable") {
    return (
      <Banner meaning="warning" isAssertive>
        {t("unreachable")}
      </Banner>
    )
  }
  return (
    <Banner meaning="breached" isAssertive title={t("refused")}>
      {refusal.problems.length === 0 && t(refusal.code === "TOO_LARGE" ? "tooLarge" : "refusedHint")}
      <ul className="mt-1 space-y-1">
        {refusal.problems.slice(0, 8).map((problem) => (
          <li key={`${problem.code} ${problem.place.line} ${problem.place.field} ${problem.text.en}`}>
            <ProblemLine problem={problem} />
          </li>
        ))}
      </ul>
      {refusal.problems.length > 8 && <p className="mt-1">{t("more", { count: refusal.problems.length - 8 })}</p>}
    </Banner>
  )
}

function ProblemLine({ problem: { text, hint, place } }: { problem: Problem }) {
  const t = useTranslations("flows.file")
  const locale = useLocale()
  return (
    <>
      {place.line !== undefined && <span className="font-medium">{t("line", { line: place.line })} </span>}
      {text[locale]} {hint?.[locale]}
    </>
  )
}
