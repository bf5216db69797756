import type { editor, languages, IRange } from "monaco-editor/editor"
import { completionsAt, type Completion } from "@/core/expression/complete"
import { hoverAt } from "@/core/expression/hover"
import { signatureAt } from "@/core/expression/signature"
import type { Variable } from "@/core/expression/variable"
import type { Locale } from "@/core/text"
import { configuration, grammar, languageId } from "./cel-language"
import { monaco } from "./monaco"

/** What the providers, which Monaco shares among all editors of a page, must know about one model. */
export type ModelFacts = { variables: readonly Variable[]; locale: Locale }

const factsOf = new WeakMap<editor.ITextModel, ModelFacts>()

export function setModelFacts(model: editor.ITextModel, facts: ModelFacts): void {
  factsOf.set(model, facts)
}

export function rangeOf(model: editor.ITextModel, { start, end }: { start: number; end: number }): IRange {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end))
}

let isRegistered = false

/** Registers the language once for the page. */
export function registerLanguage(): void {
  if (isRegistered) return
  isRegistered = true
  const { languages: registry } = monaco
  registry.register({ id: languageId })
  registry.setMonarchTokensProvider(languageId, grammar)
  registry.setLanguageConfiguration(languageId, configuration)
  registry.registerCompletionItemProvider(languageId, completionProvider)
  registry.registerHoverProvider(languageId, hoverProvider)
  registry.registerSignatureHelpProvider(languageId, signatureProvider)
}

const completionProvider: languages.CompletionItemProvider = {
  triggerCharacters: [".", '"', "'", " ", "["],
  provideCompletionItems(model, position, context) {
    const facts = factsOf.get(model)
    if (!facts) return { suggestions: [] }
    const found = completionsAt(model.getValue(), model.getOffsetAt(position), facts.variables)
    // A blank alone opens the list only where one of few values is due: Enter must not pick an operator by accident.
    const isAsked = context.triggerCharacter !== " " || found[0]?.kind === "value"
    return { suggestions: isAsked ? found.map((item, index) => suggestion(model, facts.locale, item, index)) : [] }
  },
}

function suggestion(
  model: editor.ITextModel,
  locale: Locale,
  item: Completion,
  index: number,
): languages.CompletionItem {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages
  const kinds: Record<Completion["kind"], languages.CompletionItemKind> = {
    variable: CompletionItemKind.Variable,
    value: CompletionItemKind.EnumMember,
    function: CompletionItemKind.Function,
    macro: CompletionItemKind.Method,
    operator: CompletionItemKind.Operator,
    keyword: CompletionItemKind.Keyword,
  }
  // Beside the key stands what people call it: the label of a variable or a value, the meaning of the rest.
  const description = item.kind === "variable" ? item.documentation[locale] : item.detail[locale]
  return {
    label: { label: item.label, description },
    kind: kinds[item.kind],
    insertText: item.insert,
    ...(item.isSnippet && { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet }),
    detail: item.detail[locale],
    documentation: { value: item.documentation[locale] },
    filterText: item.filter,
    sortText: String(index).padStart(4, "0"),
    range: rangeOf(model, item),
  }
}

const hoverProvider: languages.HoverProvider = {
  provideHover(model, position) {
    const facts = factsOf.get(model)
    const hover = facts && hoverAt(model.getValue(), model.getOffsetAt(position), facts.variables)
    if (!facts || !hover) return undefined
    const title = `\`\`\`${languageId}\n${hover.title}\n\`\`\``
    return { range: rangeOf(model, hover), contents: [{ value: title }, { value: hover.text[facts.locale] }] }
  },
}

const signatureProvider: languages.SignatureHelpProvider = {
  signatureHelpTriggerCharacters: ["(", ","],
  provideSignatureHelp(model, position) {
    const facts = factsOf.get(model)
    const help = facts && signatureAt(model.getValue(), model.getOffsetAt(position), facts.variables)
    if (!facts || !help) return undefined
    const { activeSignature, activeParameter } = help
    const signatures = help.signatures.map(({ label, parameters, text }) => ({
      label,
      parameters: parameters.map((parameter) => ({ label: parameter })),
      documentation: text[facts.locale],
    }))
    return { value: { signatures, activeSignature, activeParameter }, dispose: () => undefined }
  },
}
