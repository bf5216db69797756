import type { languages } from "monaco-editor/editor"

/** Name of the language in Monaco. */
export const languageId = "firstcall-cel"

/** How CEL is coloured. Types and problems come from the checker; this only tells words apart. */
export const grammar: languages.IMonarchLanguage = {
  defaultToken: "invalid",
  keywords: ["true", "false", "null"],
  tokenizer: {
    root: [
      [/\s+/, "white"],
      [/\/\/.*$/, "comment"],
      [/[rR]?"""/, "string", "@longDouble"],
      [/[rR]?'''/, "string", "@longSingle"],
      [/[rR]"[^"\n]*"?/, "string"],
      [/[rR]'[^'\n]*'?/, "string"],
      [/"/, "string", "@double"],
      [/'/, "string", "@single"],
      [/0[xX][0-9a-fA-F]+|\d+\.\d+(?:[eE][-+]?\d+)?|\.\d+|\d+(?:[eE][-+]?\d+)?/, "number"],
      [/in\b/, "keyword.operator"],
      [/[A-Za-z_]\w*(?=\s*\()/, "function"],
      [/[A-Za-z_]\w*/, { cases: { "@keywords": "keyword", "@default": "variable" } }],
      [/[()[\]{}]/, "@brackets"],
      [/[<>=!]=|&&|\|\||[-+*/%<>!?:]/, "operator"],
      [/[.,]/, "delimiter"],
    ],
    double: [
      [/[^\\"]+/, "string"],
      [/\\./, "string.escape"],
      [/"/, "string", "@pop"],
      [/$/, "string", "@pop"],
    ],
    single: [
      [/[^\\']+/, "string"],
      [/\\./, "string.escape"],
      [/'/, "string", "@pop"],
      [/$/, "string", "@pop"],
    ],
    longDouble: [
      [/"""/, "string", "@pop"],
      [/[^"\\]+|\\.|"/, "string"],
    ],
    longSingle: [
      [/'''/, "string", "@pop"],
      [/[^'\\]+|\\.|'/, "string"],
    ],
  },
}

export const configuration: languages.LanguageConfiguration = {
  // Words in any script, so that typing a Chinese label proposes the variable it names.
  wordPattern: /[\p{L}_][\p{L}\p{N}_]*/u,
  comments: { lineComment: "//" },
  brackets: [
    ["(", ")"],
    ["[", "]"],
  ],
  autoClosingPairs: [
    { open: "(", close: ")" },
    { open: "[", close: "]" },
    { open: '"', close: '"', notIn: ["string", "comment"] },
    { open: "'", close: "'", notIn: ["string", "comment"] },
  ],
  surroundingPairs: [
    { open: "(", close: ")" },
    { open: "[", close: "]" },
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
}
