import { canonicalJson } from "@/core/canonical-json"
import { digest } from "./digest"

/** Says whether a repeated key asks for the same thing: 128 bits of the request's canonical JSON. */
export const fingerprint = (request: unknown): string => digest(canonicalJson(request)).slice(0, 22)
