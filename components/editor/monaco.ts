import * as monaco from "monaco-editor/editor"
import "monaco-editor/features/bracketMatching/register"
import "monaco-editor/features/caretOperations/register"
import "monaco-editor/features/clipboard/register"
import "monaco-editor/features/codicon/register"
import "monaco-editor/features/cursorUndo/register"
import "monaco-editor/features/hover/register"
import "monaco-editor/features/linesOperations/register"
import "monaco-editor/features/multicursor/register"
import "monaco-editor/features/parameterHints/register"
import "monaco-editor/features/placeholderText/register"
import "monaco-editor/features/snippet/register"
// The feature of that name lacks the list of proposals itself, which the full build gets by another feature.
import "monaco-editor/editor/contrib/suggest/browser/suggestController"
import "monaco-editor/features/tokenization/register"
import "monaco-editor/features/wordOperations/register"

// Monaco with what one expression needs, from this build: no other features, no languages, no CDN.

declare global {
  interface Window {
    MonacoEnvironment?: { getWorker: (id: string, label: string) => Worker }
  }
}

window.MonacoEnvironment = {
  getWorker: () =>
    new Worker(new URL("monaco-editor/editor/editor.worker.js", import.meta.url), { type: "module", name: "editor" }),
}

export { monaco }
