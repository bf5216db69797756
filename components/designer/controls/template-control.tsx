"use client"

import { Braces } from "lucide-react"
import { useEffect, useId, useRef, type ReactNode } from "react"
import { useTranslations } from "use-intl"
import { MenuButton } from "@/components/ui/menu"
import { placeholdersOf } from "@/core/flow/template"
import { builtInVariables } from "@/core/flow/variables"
import type { Variable } from "@/core/expression/variable"
import { useDesigner, useDesignerContext } from "../designer-context"
import type { ControlProps } from "./control"
import { useCaret } from "./field-place"
import { useFlowVariables } from "./use-flow-variables"

/** Text with values in it. The values stand out as chips in the text and are read in people's words below it. */
export function TemplateControl({ label, help, error, value, onChange, isDisabled }: ControlProps) {
  const t = useTranslations("designer.template")
  const { locale } = useDesignerContext()
  const fields = useDesigner((state) => state.history.graph.fields)
  const variables = useFlowVariables()
  const id = useId()
  const input = useRef<HTMLTextAreaElement>(null)
  const text = typeof value === "string" ? value : ""

  const { caret, onRevealed } = useCaret()
  useEffect(() => {
    if (!caret || !input.current) return
    input.current.focus()
    input.current.setSelectionRange(caret.start, caret.end)
    onRevealed()
  }, [caret, onRevealed])

  const insert = (variable: Variable) => {
    const area = input.current
    const from = area?.selectionStart ?? text.length
    const to = area?.selectionEnd ?? text.length
    const placeholder = `{{ ${variable.key} }}`
    onChange(text.slice(0, from) + placeholder + text.slice(to), true)
    requestAnimationFrame(() => {
      area?.focus()
      area?.setSelectionRange(from + placeholder.length, from + placeholder.length)
    })
  }
  const entry = (variable: Variable) => ({
    id: variable.key,
    label: variable.label[locale],
    onSelect: () => insert(variable),
  })
  const groups = [
    { id: "fields", title: t("fields"), entries: variables.slice(0, fields.length).map(entry) },
    { id: "builtIn", title: t("builtIn"), entries: builtInVariables.map(entry) },
  ]
  return (
    <div>
      <div className="mb-1 flex min-h-5 items-center justify-between gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {!isDisabled && (
          <MenuButton groups={groups} label={t("insertInto", { label })} size="sm" className="-my-1 h-6 px-1.5 text-xs">
            <Braces aria-hidden="true" className="size-3.5!" />
            {t("insert")}
          </MenuButton>
        )}
      </div>
      <div className="template-input" data-invalid={error ? true : undefined}>
        {/* The same text behind the input, because a text area cannot colour parts of itself. */}
        <div aria-hidden="true" className="template-mirror">
          <Chips text={text} variables={variables} />
        </div>
        <textarea
          id={id}
          ref={input}
          rows={Math.min(8, Math.max(2, text.split("\n").length))}
          value={text}
          disabled={isDisabled}
          spellCheck={false}
          aria-invalid={error ? true : undefined}
          aria-describedby={`${id}-about`}
          onChange={(event) => onChange(event.target.value, true)}
        />
      </div>
      <p
        id={`${id}-about`}
        className={error ? "mt-1 text-xs text-breached-ink" : "mt-1 text-xs text-pretty text-muted"}
      >
        {error ?? <InWords text={text} variables={variables} help={help} />}
      </p>
    </div>
  )
}

/** The text cut at its placeholders. */
function pieces(text: string): { text: string; key: string | null; at: number }[] {
  const found = placeholdersOf(text)
  const cuts = found.flatMap(({ start, end, key }, index) => [
    { text: text.slice(found[index - 1]?.end ?? 0, start), key: null, at: found[index - 1]?.end ?? 0 },
    { text: text.slice(start, end), key, at: start },
  ])
  const end = found.at(-1)?.end ?? 0
  return [...cuts, { text: text.slice(end), key: null, at: end }]
}

function Chips({ text, variables }: { text: string; variables: readonly Variable[] }) {
  const keys = new Set(variables.map(({ key }) => key))
  return (
    <>
      {pieces(text).map((piece): ReactNode => {
        if (piece.key === null) return piece.text
        return (
          <mark key={piece.at} data-unknown={keys.has(piece.key) ? undefined : true}>
            {piece.text}
          </mark>
        )
      })}
      {"\u200b"}
    </>
  )
}

/** "#[Ticket number] [Ticket title]": what will be read, with names instead of keys. */
function InWords(props: { text: string; variables: readonly Variable[]; help: string | undefined }) {
  const { locale } = useDesignerContext()
  const labels = new Map(props.variables.map((variable) => [variable.key, variable.label[locale]]))
  const parts = pieces(props.text)
  if (parts.length === 1) return props.help ?? null
  return (
    <>
      {parts.map((piece) =>
        piece.key === null ? (
          piece.text
        ) : (
          <span key={piece.at} className="rounded bg-accent-soft px-1 text-accent-soft-foreground">
            {labels.get(piece.key) ?? piece.key}
          </span>
        ),
      )}
    </>
  )
}
