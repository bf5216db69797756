"use client"

import { useEffect, useRef } from "react"
import { rangeOf, registerLanguage, setModelFacts } from "./cel-providers"
import { languageId } from "./cel-language"
import { followTheme } from "./cel-theme"
import { heightPx, lineHeightPx, linesMax, verticalPaddingPx, type FieldProps } from "./editor-props"
import { monaco } from "./monaco"
// After Monaco's own styles, which it overrides.
import "./editor.css"

type Editor = ReturnType<typeof monaco.editor.create>

const options = {
  automaticLayout: true,
  // Tab leaves the field, as everywhere on the page; in an open list of proposals it takes the proposal.
  tabFocusMode: true,
  fixedOverflowWidgets: true,
  wordWrap: "on",
  wrappingIndent: "same",
  lineNumbers: "off",
  glyphMargin: false,
  folding: false,
  lineDecorationsWidth: 10,
  lineNumbersMinChars: 0,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: "none",
  scrollBeyondLastLine: false,
  scrollbar: { vertical: "auto", horizontal: "hidden", useShadows: false, alwaysConsumeMouseWheel: false },
  padding: { top: verticalPaddingPx / 2, bottom: verticalPaddingPx / 2 },
  fontSize: 13,
  lineHeight: lineHeightPx,
  guides: { indentation: false },
  occurrencesHighlight: "off",
  selectionHighlight: false,
  links: false,
  quickSuggestions: { other: true, strings: true, comments: false },
  wordBasedSuggestions: "off",
  suggest: { showWords: false, preview: false },
  // The checker names every odd character itself, in the reader's language.
  unicodeHighlight: { ambiguousCharacters: false, invisibleCharacters: false },
} satisfies Parameters<typeof monaco.editor.create>[1]

/** Monaco as one line that grows to six. */
export function MonacoField(props: FieldProps) {
  const {
    value,
    variables,
    locale,
    label,
    placeholder = "",
    minLines = 1,
    readOnly = false,
    problems,
    describedBy,
  } = props
  const container = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor>(null)
  const latest = useRef(props)
  // Texts told to the parent that it has not rendered yet: they come back late and must not overwrite newer typing.
  const echoes = useRef(new Set<string>())
  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    const element = container.current
    if (!element) return
    registerLanguage()
    followTheme()
    const model = monaco.editor.createModel(latest.current.value, languageId)
    model.setEOL(monaco.editor.EndOfLineSequence.LF)
    const fontFamily = getComputedStyle(element).fontFamily
    const created = monaco.editor.create(element, { ...options, model, fontFamily })
    editor.current = created
    const grow = () => {
      const lines = Math.round((created.getContentHeight() - verticalPaddingPx) / lineHeightPx)
      element.style.height = `${heightPx(Math.min(linesMax, Math.max(latest.current.minLines ?? 1, lines)))}px`
      created.layout()
    }
    created.onDidContentSizeChange(grow)
    grow()
    model.onDidChangeContent(() => {
      const text = model.getValue()
      if (text === latest.current.value) return
      echoes.current.add(text)
      latest.current.onChange(text)
    })
    created.onKeyDown((event) => {
      const { onSubmit } = latest.current
      if (!onSubmit || event.keyCode !== monaco.KeyCode.Enter || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      event.stopPropagation()
      onSubmit()
    })
    return () => {
      editor.current = null
      created.dispose()
      model.dispose()
    }
  }, [])

  // A change from outside (a quick fix, an undo of the page, another route chosen) is one undoable edit here.
  useEffect(() => {
    const model = editor.current?.getModel()
    const isEcho = echoes.current.has(value)
    if (!model || model.getValue() === value) {
      echoes.current.clear()
      return
    }
    if (isEcho) return
    editor.current?.pushUndoStop()
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: value }], () => null)
    editor.current?.pushUndoStop()
  }, [value])

  const { insert } = props
  useEffect(() => {
    const range = editor.current?.getSelection()
    if (!insert || !range || !editor.current) return
    editor.current.pushUndoStop()
    editor.current.executeEdits("variables", [{ range, text: insert.text, forceMoveMarkers: true }])
    editor.current.pushUndoStop()
    editor.current.focus()
  }, [insert])

  const { reveal } = props
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!reveal || !model || !editor.current) return
    const range = rangeOf(model, reveal)
    editor.current.setSelection(range)
    editor.current.revealRangeInCenterIfOutsideViewport(range)
    editor.current.focus()
    latest.current.onRevealed?.()
  }, [reveal])

  useEffect(() => {
    editor.current?.updateOptions({ readOnly, domReadOnly: readOnly, placeholder, ariaLabel: label })
  }, [readOnly, placeholder, label])

  useEffect(() => {
    const input = container.current?.querySelector("textarea, [role=textbox]")
    input?.setAttribute("aria-describedby", describedBy)
    input?.setAttribute("aria-invalid", String(problems.length > 0))
  }, [problems.length, describedBy])

  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    setModelFacts(model, { variables, locale })
    const markers = problems.map((problem) => ({
      ...rangeOf(model, problem),
      severity: monaco.MarkerSeverity.Error,
      message: problem.hint ? `${problem.message[locale]}\n${problem.hint[locale]}` : problem.message[locale],
    }))
    monaco.editor.setModelMarkers(model, languageId, markers)
  }, [variables, locale, problems])

  // Monaco's input is neither an input nor contenteditable: without `nokey` a canvas on the page takes the space bar away.
  return <div ref={container} className="nokey w-full font-mono" style={{ height: heightPx(minLines) }} />
}
