import { monaco } from "./monaco"

// The theme is made of the page's own tokens, read when the editor opens and again when light and dark change: Monaco
// takes hexadecimal colours only, and a second list of colours would drift from the first.

const rules: Record<string, string> = {
  variable: "--foreground",
  function: "--info-ink",
  keyword: "--accent",
  "keyword.operator": "--accent",
  string: "--ok-ink",
  "string.escape": "--warning-ink",
  number: "--warning-ink",
  operator: "--muted",
  delimiter: "--muted",
  comment: "--muted",
  invalid: "--breached-ink",
}

const colors: Record<string, string> = {
  "editor.foreground": "--foreground",
  "editorCursor.foreground": "--accent",
  "editor.placeholder.foreground": "--field-placeholder",
  "editorError.foreground": "--breached",
  "editorWidget.background": "--overlay",
  "editorWidget.foreground": "--foreground",
  "editorWidget.border": "--border",
  "editorHoverWidget.background": "--overlay",
  "editorHoverWidget.foreground": "--foreground",
  "editorHoverWidget.border": "--border",
  "editorSuggestWidget.background": "--overlay",
  "editorSuggestWidget.foreground": "--foreground",
  "editorSuggestWidget.border": "--border",
  "editorSuggestWidget.selectedBackground": "--accent-soft",
  "editorSuggestWidget.selectedForeground": "--foreground",
  "editorSuggestWidget.highlightForeground": "--accent",
  "editorSuggestWidget.focusHighlightForeground": "--accent",
  "list.hoverBackground": "--default",
  // One colour for brackets of every depth; the matching pair is marked instead.
  "editorBracketHighlight.foreground1": "--muted",
  "editorBracketHighlight.foreground2": "--muted",
  "editorBracketHighlight.foreground3": "--muted",
  "editorBracketMatch.border": "--border-strong",
  descriptionForeground: "--muted",
}

/** A colour of the page as #rrggbb: painted on one pixel and read back, whatever notation the style sheet uses. */
function hexOf(context: CanvasRenderingContext2D, token: string): string {
  context.fillStyle = "#000"
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(token).trim()
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")
}

function applyTheme(): void {
  const isDark = document.documentElement.classList.contains("dark")
  const canvas = document.createElement("canvas")
  canvas.width = canvas.height = 1
  const context = canvas.getContext("2d", { willReadFrequently: true })
  const name = isDark ? "firstcall-dark" : "firstcall-light"
  const read = (token: string) => (context ? hexOf(context, token) : undefined)
  monaco.editor.defineTheme(name, {
    base: isDark ? "vs-dark" : "vs",
    inherit: true,
    rules: Object.entries(rules).flatMap(([token, color]) => {
      const foreground = read(color)
      return foreground ? [{ token, foreground }] : []
    }),
    colors: {
      // The field around the editor has the background, so that read-only and invalid look like other fields.
      "editor.background": "#00000000",
      "editorBracketMatch.background": "#00000000",
      focusBorder: "#00000000",
      ...Object.fromEntries(
        Object.entries(colors).flatMap(([key, token]) => {
          const hex = read(token)
          return hex ? [[key, `#${hex}`]] : []
        }),
      ),
    },
  })
  monaco.editor.setTheme(name)
}

let observer: MutationObserver | undefined

/** Follows the `dark` class of the page. Once for all editors: Monaco has one theme per page. */
export function followTheme(): void {
  if (observer) return
  applyTheme()
  observer = new MutationObserver(applyTheme)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class", "data-theme"] })
}
