import { parse, plan } from "@bufbuild/cel"
import { environment } from "./environment"

export { patternFault, warmPatterns } from "./environment"

const run = plan(environment, parse("text.matches(pattern)"))

/**
 * Whether some part of `text` matches: RE2, so in time linear in the text whatever the pattern. A pattern RE2 refuses
 * matches nothing; `patternFault` says why when the flow is checked.
 */
export const patternMatches = (pattern: string, text: string): boolean => run({ pattern, text }) === true
