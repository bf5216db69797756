"use client"

import { Check, ChevronDown } from "lucide-react"
import clsx from "clsx"
import { useId, useMemo, useState } from "react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { leavesOf, type Leaf } from "@/core/flow/request/pointer"

const leavesMax = 200
const valueCharsMax = 60

/** Everything a pasted answer holds; null while it is not JSON. */
function read(text: string): Leaf[] | null {
  try {
    return leavesOf(JSON.parse(text), leavesMax)
  } catch {
    return null
  }
}

/** Paste an answer and press a value, instead of writing its path by hand. */
export function SampleAnswer(props: { taken: readonly string[]; onPick: (leaf: Leaf) => void }) {
  const t = useTranslations("designer.outputs")
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState("")
  const leaves = useMemo(() => read(text), [text])
  const isTyped = text.trim() !== ""
  return (
    <div>
      <Button
        size="sm"
        variant="ghost"
        className="-ml-2"
        aria-expanded={isOpen}
        aria-controls={id}
        onPress={() => setOpen(!isOpen)}
      >
        <ChevronDown className={clsx("transition-transform", isOpen || "-rotate-90")} aria-hidden="true" />
        {t("sample")}
      </Button>
      <div id={id} hidden={!isOpen} className="mt-2 space-y-2">
        <TextField
          label={t("sampleLabel")}
          description={t("sampleHint")}
          error={isTyped && !leaves ? t("sampleBad") : undefined}
          lines={4}
          value={text}
          onChange={setText}
        />
        {isTyped &&
          leaves &&
          (leaves.length > 0 ? (
            <LeafList {...props} leaves={leaves} />
          ) : (
            <p className="text-xs text-muted">{t("sampleEmpty")}</p>
          ))}
      </div>
    </div>
  )
}

function LeafList(props: { leaves: readonly Leaf[]; taken: readonly string[]; onPick: (leaf: Leaf) => void }) {
  const t = useTranslations("designer.outputs")
  return (
    <>
      <ul className="max-h-60 overflow-y-auto rounded-lg border border-border p-1">
        {props.leaves.map((leaf) => {
          const isTaken = props.taken.includes(leaf.pointer)
          const name = leaf.pointer || t("whole")
          return (
            <li key={leaf.pointer}>
              <button
                type="button"
                aria-label={isTaken ? `${t("pick", { pointer: name })} (${t("taken")})` : t("pick", { pointer: name })}
                onClick={() => props.onPick(leaf)}
                className="flex min-h-10 w-full items-center gap-2 rounded-md px-2 py-1 text-start hover:bg-default md:min-h-8"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-mono text-xs">{name}</span>
                  <span className="block truncate text-xs text-muted">
                    {JSON.stringify(leaf.value).slice(0, valueCharsMax)}
                  </span>
                </span>
                {isTaken && <Check className="size-4 shrink-0 text-ok" aria-hidden="true" />}
              </button>
            </li>
          )
        })}
      </ul>
      {props.leaves.length === leavesMax && (
        <p className="text-xs text-muted">{t("sampleMore", { count: leavesMax })}</p>
      )}
    </>
  )
}
